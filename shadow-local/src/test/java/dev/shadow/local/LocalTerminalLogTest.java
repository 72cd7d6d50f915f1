package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shadow.ErrorCode;
import dev.shadow.Shadow;
import dev.shadow.ShadowException;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Command;
import dev.shadow.terminal.TerminalStats.Log.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTerminalLogTest {
    @TempDir
    Path directory;

    private Shadow.Builder shadow() {
        return Shadow.builder().mode("local").stateDirectory(directory);
    }

    private static List<String> shown(Workspace workspace) {
        List<String> shown = new ArrayList<>();
        workspace
                .terminal()
                .snapshot(0, 100)
                .forEach(entry -> shown.add(entry.bytes().utf8()));
        return shown;
    }

    @Test
    void aTerminalIsInMemoryUnlessSomebodyAsks() throws Exception {
        try (Shadow shadow = shadow().open();
                Workspace workspace = shadow.workspaces().prepare(WorkspaceSpec.forTask("t"), event -> {})) {
            workspace.tools().run(Command.of("echo", "hello"));
            assertThat(workspace.terminal().stats().log().state()).isEqualTo(State.OFF);
        }
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().equals("terminal"));
        }
    }

    @Test
    void aTerminalThatIsAlwaysKeptComesBackByItself() {
        try (Shadow shadow = shadow().set(LocalBackendProvider.TERMINAL_LOG, "always")
                        .open();
                Workspace workspace = shadow.workspaces().prepare(WorkspaceSpec.forTask("t"), event -> {})) {
            workspace.tools().run(Command.of("echo", "hello"));
            assertThat(workspace.terminal().stats().log().state()).isEqualTo(State.ON);
        }
        try (Shadow shadow = shadow().set(LocalBackendProvider.TERMINAL_LOG, "always")
                        .open();
                Workspace workspace = shadow.workspaces().open("t")) {
            assertThat(shown(workspace)).containsExactly("echo hello", "hello\n", "exited with 0");
            workspace.tools().run(Command.of("echo", "again"));
            assertThat(shown(workspace)).hasSize(6).endsWith("again\n", "exited with 0");
        }
    }

    @Test
    void anythingElseIsRefusedByName() {
        assertThatThrownBy(() ->
                        shadow().set(LocalBackendProvider.TERMINAL_LOG, "yes").open())
                .isInstanceOfSatisfying(ShadowException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                    assertThat(e.message()).contains("shadow.terminal.log", "on-demand or always", "yes");
                });
    }
}
