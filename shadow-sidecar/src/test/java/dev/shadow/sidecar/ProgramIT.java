package dev.shadow.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shadow.command.Command;
import dev.shadow.command.CommandOperation;
import dev.shadow.protocol.HandleInfo;
import dev.shadow.protocol.WireJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;

class ProgramIT {
    private static final String CANARY = "canary-51c0";

    @TempDir
    private Path directory;

    @Test
    void startsByFlagsAndPutsWorkspacesBeneathItsDirectory() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "secret-1\n");
        Path workspaces = directory.resolve("work spaces");
        try (Program program = Program.start(
                directory,
                Map.of(),
                Program.java(),
                "--workspace",
                workspaces.toString(),
                "--port",
                "0",
                "--token-file",
                token.toString())) {
            URI base = program.address();
            assertThat(new Caller(base).get("/v1/info").statusCode()).isEqualTo(401);
            Caller caller = new Caller(base, "Authorization", "Bearer secret-1");
            assertThat(caller.get("/v1/info").statusCode()).isEqualTo(200);
            HandleInfo handle = caller.prepare("w");
            assertThat(caller.put("/v1/handles/" + handle.handle() + "/file/content?path=a%2Fb", "text")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(workspaces.resolve("w/a/b")).content().isEqualTo("text");
        }
    }

    @Test
    void takesEveryFlagFromTheEnvironmentAndFromSystemPropertiesToo() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "secret-1\n");
        Map<String, String> environment =
                Map.of("SHADOW_SIDECAR_TOKEN_FILE", token.toString(), "SHADOW_SIDECAR_PORT", "1");
        try (Program program = Program.start(
                directory, environment, Program.java("-Dshadow.sidecar.port=0", "-Dshadow.sidecar.max-calls=7"))) {
            Caller caller = new Caller(program.address(), "Authorization", "Bearer secret-1");
            assertThat(caller.get("/v1/info").body()).contains("\"concurrentCalls\":7");
        }
    }

    @Test
    void helpListsEveryFlagItsDefaultAndItsOtherNames() throws Exception {
        try (Program program = Program.start(directory, Map.of(), Program.java(), "--help")) {
            String help = program.output().replaceAll("\\s+", " ");
            for (OptionSpec option : SidecarMain.commandLine().getCommandSpec().options()) {
                assertThat(help).contains(option.longestName());
                if (!option.usageHelp() && !option.versionHelp()) {
                    assertThat(String.join(" ", option.description())).contains("efault");
                }
            }
            assertThat(help.replace(" ", "")) // lines are wrapped after a hyphen too
                    .contains("SHADOW_SIDECAR_TOKEN_FILE", "shadow.sidecar.token-file", "16777216");
            assertThat(program.exitCode()).isZero();
        }
    }

    @Test
    void tellsInOneLineWhatItCannotDo() throws Exception {
        try (Program program = Program.start(directory, Map.of(), Program.java(), "--port", "0", "--host", "0.0.0.0")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.errors())
                    .startsWith("shadow-sidecar: ")
                    .contains("token")
                    .hasLineCount(1);
        }
    }

    @Test
    void theLauncherUsesTheClassDataArchive() throws Exception {
        Path log = directory.resolve("classes.log");
        Map<String, String> environment = Map.of("SHADOW_SIDECAR_JAVA_OPTIONS", "-Xlog:class+load:file=" + log);
        List<String> launcher = List.of(Program.LAUNCHER.toString());
        try (Program program = Program.start(directory, environment, launcher, "--check", "--port", "0")) {
            assertThat(program.output()).startsWith("HTTP/1.1 200");
            assertThat(program.exitCode()).isZero();
            assertThat(Files.readAllLines(log))
                    .anyMatch(line ->
                            line.contains("dev.shadow.sidecar.Router ") && line.contains("shared objects file (top)"));
        }
    }

    @Test
    void itsLogTellsWhoDidWhatAndNoSecretOrContent() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), CANARY + "-token");
        try (Program program =
                Program.start(directory, Map.of(), Program.java(), "--port", "0", "--token-file", token.toString())) {
            Caller caller = new Caller(program.address(), "Authorization", "Bearer " + CANARY + "-token");
            String handle = "/v1/handles/" + caller.prepare("w").handle();
            caller.put(handle + "/file/content?path=" + CANARY, CANARY);
            caller.get(handle + "/file/content?path=" + CANARY + "-absent");
            caller.post(handle + "/command/run", run("echo " + CANARY + "; exit 3"));
            caller.post(handle + "/command/run", "{\"" + CANARY);
            program.terminate();
            assertThat(program.exitCode()).isEqualTo(143);
            assertThat(program.errors())
                    .contains("\"kind\":\"access\"", "\"kind\":\"audit\"", "\"exit\":\"exited with 3\"")
                    .doesNotContain(CANARY);
        }
    }

    @Test
    void endsInOrderWhenItIsTerminatedAndHasItsTerminalWhenItIsBack() throws Exception {
        Path pid = directory.resolve("xdg/shadow/trees/w/pid");
        try (Program program = Program.start(directory, Map.of(), Program.java(), "--port", "0")) {
            Caller caller = new Caller(program.address());
            String handle = "/v1/handles/" + caller.prepare("w").handle();
            String line = "echo remembered; echo $$ > pid.part; mv pid.part pid; exec sleep 1000";
            caller.post(handle + "/command/start", start(line));
            await().until(() -> Files.exists(pid));
            program.terminate();
            assertThat(program.exitCode()).isEqualTo(143);
            assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).trim())))
                    .isEmpty();
        }
        try (Program again = Program.start(directory, Map.of(), Program.java(), "--port", "0")) {
            Caller caller = new Caller(again.address());
            String handle = "/v1/handles/" + caller.open("w").handle();
            String entries = caller.post(handle + "/terminal/snapshot", "{\"fromSequence\":1,\"max\":100}")
                    .body();
            String bytes = Base64.getEncoder().encodeToString("remembered\n".getBytes(StandardCharsets.UTF_8));
            assertThat(entries).contains(bytes);
        }
    }

    private static String run(String line) {
        return new String(WireJson.write(new CommandOperation.Run(Command.shell(line))), StandardCharsets.UTF_8);
    }

    private static String start(String line) {
        return new String(WireJson.write(new CommandOperation.Start(Command.shell(line))), StandardCharsets.UTF_8);
    }
}
