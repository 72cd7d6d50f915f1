package dev.shadow.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.protocol.HandleInfo;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;

class ProgramIT {
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
            assertThat(help).contains("SHADOW_SIDECAR_TOKEN_FILE", "shadow.sidecar.token-file", "16777216");
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
}
