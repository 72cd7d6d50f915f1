package dev.shadow.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.OnLastClose;
import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three variables of the environment are all that a program needs. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields up
class EnvironmentTest {
    @TempDir
    private Path directory;

    private Path token;
    private SidecarProcess sidecar;

    @BeforeEach
    void start() throws IOException {
        token = Files.writeString(directory.resolve("token"), "a secret of this test");
        sidecar = SidecarProcess.start(
                directory.resolve("state"), List.of(), "--port", "0", "--token-file", token.toString());
        try (Shadow shadow = Shadow.builder()
                        .mode("remote")
                        .set(RemoteBackendProvider.URL, sidecar.address())
                        .set(RemoteBackendProvider.TOKEN_FILE, token.toString())
                        .open();
                Workspace workspace = shadow.workspaces()
                        .prepare(WorkspaceSpec.forTask("environment").onLastClose(OnLastClose.KEEP))) {
            workspace
                    .tools()
                    .start(Command.shell("read line; echo got $line")
                            .openStdin()
                            .id("by-id"));
        }
    }

    @AfterEach
    void stop() {
        sidecar.kill();
    }

    private String client(Map<String, String> environment) throws Exception {
        Process client = ChildClient.start(environment, "environment", "by-id", "hello");
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(client.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @Test
    void theModeTheAddressAndTheTokenAreEnough() throws Exception {
        assertThat(client(Map.of(
                        "AGENT_MODE", "remote",
                        "SHADOW_REMOTE_URL", sidecar.address(),
                        "SHADOW_TOKEN_FILE", token.toString())))
                .contains("Exited[status=0] got hello");
    }

    @Test
    void anotherTokenIsRefusedAndNotShown() throws Exception {
        Path wrong = Files.writeString(directory.resolve("wrong"), "guessed");
        assertThat(client(Map.of(
                        "AGENT_MODE", "remote",
                        "SHADOW_REMOTE_URL", sidecar.address(),
                        "SHADOW_TOKEN_FILE", wrong.toString())))
                .contains("UNAUTHENTICATED")
                .doesNotContain("guessed");
    }
}
