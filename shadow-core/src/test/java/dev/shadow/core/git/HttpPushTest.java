package dev.shadow.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.ErrorCode;
import dev.shadow.RepositorySource;
import dev.shadow.ShadowException;
import dev.shadow.git.Credential;
import dev.shadow.git.CredentialSource;
import dev.shadow.git.GitOperation;
import dev.shadow.git.PushRequest;
import dev.shadow.git.PushResult;
import dev.shadow.git.PushResult.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes whose credentials expire and whose connections break. */
class HttpPushTest {
    @TempDir
    private Path scratch;

    private Path origin;
    private HttpGitServer server;
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void open() throws IOException {
        origin = GitProgram.origin(scratch);
        GitProgram.git(origin, "config", "http.receivepack", "true");
        GitProgram.git(origin, "config", "core.logAllRefUpdates", "always");
        server = HttpGitServer.plain(scratch);
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** A clone over HTTP with something to push. Tokens are given in this order, the last again and again. */
    private GitFixture fixture(String... tokens) throws IOException, InterruptedException {
        CredentialSource source = (url, purpose) ->
                Optional.of(Credential.token(tokens[Math.min(asked.getAndIncrement(), tokens.length - 1)]));
        GitFixture fixture = GitFixture.cloned(
                scratch, origin, RepositorySource.of(server.url("origin.git"), "main"), GitRemotes.of(source));
        fixture.call(new GitOperation.CreateShadowBranch("t"));
        fixture.write("work", "done\n");
        fixture.commit("work");
        asked.set(0);
        return fixture;
    }

    private static PushResult push(GitFixture fixture) {
        return fixture.call(new GitOperation.Push(PushRequest.FORWARD));
    }

    private List<String> movesOfTheBranch() {
        return GitProgram.git(origin, "reflog", "show", "--format=%H", "shadow/t")
                .lines()
                .toList();
    }

    @Test
    void asksOnceMoreWhenTheTokenExpiredInTheMiddleOfTheTask() throws Exception {
        GitFixture fixture = fixture("first", "second");
        server.requirePassword("x-access-token", "second");
        assertThat(push(fixture).outcome()).isEqualTo(Outcome.CREATED);
        assertThat(asked).hasValue(2);
    }

    @Test
    void asksOnceMoreWhenTheTokenExpiresInTheMiddleOfThePush() throws Exception {
        GitFixture fixture = fixture("first", "second");
        server.requirePassword("x-access-token", "first");
        server.beforeEach(request -> {
            if (request.startsWith("POST")) {
                server.requirePassword("x-access-token", "second");
            }
        });
        assertThat(push(fixture).outcome()).isEqualTo(Outcome.CREATED);
        assertThat(asked).hasValue(2);
        assertThat(movesOfTheBranch()).hasSize(1);
    }

    @Test
    void asksNoThirdTime() throws Exception {
        GitFixture fixture = fixture("one", "two", "three");
        server.requirePassword("x-access-token", "three");
        GitFixture.failure(ErrorCode.AUTHENTICATION_FAILED, () -> push(fixture));
        assertThat(asked).hasValue(2);
        assertThat(Stream.of("one", "two", "three").filter(this::wasSent)).containsExactly("one", "two");
    }

    private boolean wasSent(String token) {
        byte[] pair = ("x-access-token:" + token).getBytes(StandardCharsets.UTF_8);
        return server.authorizations().contains("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    @Test
    void aPushWhoseAnswerIsLostCountsOnce() throws Exception {
        GitFixture fixture = fixture("token");
        server.loseAnswerTo("/git-receive-pack");
        PushResult created = push(fixture);
        assertThat(created.outcome()).isEqualTo(Outcome.CREATED);
        fixture.write("work", "more\n");
        fixture.commit("more");
        server.loseAnswerTo("/git-receive-pack");
        PushResult updated = push(fixture);
        assertThat(updated.outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(push(fixture).outcome()).isEqualTo(Outcome.UP_TO_DATE);
        assertThat(movesOfTheBranch()).containsExactly(updated.commit(), created.commit());
    }

    @Test
    void aServerThatStaysAwayIsReportedAfterSomeAttempts() throws Exception {
        GitFixture fixture = fixture("token");
        AtomicInteger requests = new AtomicInteger();
        server.beforeEach(request -> requests.incrementAndGet());
        server.answerAlways(503);
        assertThat(GitFixture.failure(ErrorCode.REMOTE_UNREACHABLE, () -> push(fixture))
                        .retryable())
                .isTrue();
        assertThat(requests.get()).isBetween(3, 6);
    }

    @Test
    void aHookOfTheRemoteSaysWhyItRefuses() throws Exception {
        GitFixture fixture = fixture("token");
        Path hook = Files.writeString(
                Files.createDirectories(origin.resolve("hooks")).resolve("update"),
                "#!/bin/sh\necho 'not on Sundays' >&2\nexit 1\n");
        GitProgram.assertExecutable(hook);
        ShadowException refused = GitFixture.failure(ErrorCode.PUSH_REJECTED, () -> push(fixture));
        assertThat(refused.details()).containsEntry("rejection", "REFUSED").containsEntry("reason", "hook declined");
        assertThat(refused.retryable()).isFalse();
    }
}
