package dev.shadow.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.command.Command;
import dev.shadow.command.CommandOperation;
import dev.shadow.command.CommandResult;
import dev.shadow.file.FileContent;
import dev.shadow.file.FileOperation;
import dev.shadow.file.ReadRequest;
import dev.shadow.file.WriteCondition;
import dev.shadow.file.WriteRequest;
import dev.shadow.git.GitOperation;
import dev.shadow.protocol.WireBatch;
import dev.shadow.spi.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {
    @TempDir
    private Path directory;

    private Sidecar sidecar;
    private Caller caller;
    private String batch;

    @BeforeEach
    void start() throws Exception {
        sidecar = Sidecar.start(SidecarOptions.onLoopback(directory));
        caller = new Caller(URI.create(sidecar.addresses().get(0)));
        batch = "/v1/handles/" + caller.prepare("w").handle() + "/batch";
    }

    @AfterEach
    void stop() {
        sidecar.close();
    }

    private static FileOperation.Write write(String path, String text) {
        return new FileOperation.Write(
                new WriteRequest(path, Bytes.utf8(text), new WriteCondition.Any(), Optional.empty(), false));
    }

    private HttpResponse<String> send(String key, String body) throws IOException, InterruptedException {
        return caller.send(caller.request(batch).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
    }

    private static String json(List<Operation<?>> operations) {
        return new String(WireBatch.writeCalls(operations), StandardCharsets.UTF_8);
    }

    @Test
    void eachCallHasItsOwnResultOrProblemInOrder() throws Exception {
        List<Operation<?>> operations = List.of(
                write("a", "one"),
                new FileOperation.Read(ReadRequest.of("absent")),
                new FileOperation.Read(ReadRequest.of("a")),
                new GitOperation.Head(),
                new CommandOperation.Run(Command.shell("cat a; exit 2")));
        HttpResponse<String> answer = send("k-1", json(operations));
        assertThat(answer.statusCode()).isEqualTo(200);
        List<WireBatch.Answer> answers =
                WireBatch.readAnswers(answer.body().getBytes(StandardCharsets.ISO_8859_1), operations);
        assertThat(answers).hasSize(5);
        assertThat(answers.get(0).problem()).isEmpty();
        assertThat(answers.get(1).problem().orElseThrow().toException().code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(((FileContent) answers.get(2).result().orElseThrow()).text()).isEqualTo("one");
        assertThat(answers.get(3).problem().orElseThrow().code()).isEqualTo("NOT_A_REPOSITORY");
        CommandResult ran = (CommandResult) answers.get(4).result().orElseThrow();
        assertThat(ran.exit().code()).hasValue(2);
        assertThat(ran.stdout().text()).isEqualTo("one");
    }

    @Test
    void aBatchIsDoneOnceByItsKey() throws Exception {
        String calls = json(List.of(new CommandOperation.Run(Command.shell("echo x >> log"))));
        HttpResponse<String> first = send("k-1", calls);
        HttpResponse<String> again = send("k-1", calls);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(directory.resolve("trees/w/log")).content().isEqualTo("x\n");
        assertThat(send("k-1", json(List.of(write("a", "b")))).statusCode()).isEqualTo(422);
    }

    @Test
    void whatIsNoBatchIsRefusedAndNothingIsDone() throws Exception {
        String write = json(List.of(write("a", "b")));
        String call = write.substring(write.indexOf('[') + 1, write.lastIndexOf(']'));
        String download = "{\"operation\":\"file.download\",\"arguments\":{\"path\":\"a\",\"offset\":0}}";
        List<String> refused = List.of(
                "{\"calls\":[]}",
                "{}",
                "{\"calls\":[" + call + ",{\"operation\":\"no.such\",\"arguments\":{}}]}",
                "{\"calls\":[" + call + "," + download + "]}",
                "{\"calls\":[" + call + ",{\"operation\":\"file.stat\",\"arguments\":{}}]}",
                "{\"calls\":[" + call + ",null]}",
                "{\"calls\":[" + (call + ",").repeat(100) + call + "]}");
        for (String body : refused) {
            assertThat(caller.post(batch, body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(directory.resolve("trees/w/a")).doesNotExist();
    }
}
