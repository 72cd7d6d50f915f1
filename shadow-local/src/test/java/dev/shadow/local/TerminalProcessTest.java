package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shadow.Capability;
import dev.shadow.CommandHandle;
import dev.shadow.Shadow;
import dev.shadow.ToolExecutor;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Command;
import dev.shadow.command.Exit;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terminals of this process are given back. */
class TerminalProcessTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path scratch;

    @Test
    void aTerminalLeavesNoDescriptorNoThreadAndNoZombie() {
        try (Shadow shadow =
                        Shadow.builder().mode("local").stateDirectory(scratch).open();
                Workspace workspace = shadow.workspaces().prepare(WorkspaceSpec.forTask("terminals"))) {
            assumeTrue(
                    workspace.capabilities().has(Capability.PTY),
                    "not run: there are no pseudo-terminals on this machine");
            ToolExecutor tools = workspace.tools();
            openSome(tools);
            int descriptors = descriptors();
            for (int i = 0; i < 10; i++) {
                openSome(tools);
            }
            await().atMost(LONG).until(() -> descriptors() <= descriptors + 2);
            await().atMost(LONG).until(() -> commandThreads() == 0);
            assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                    .isEmpty();
            assertThat(zombies()).isZero();
        }
    }

    /** Some that end by themselves, some that are killed, some that take input and some that do not. */
    private static void openSome(ToolExecutor tools) {
        List<CommandHandle> handles = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Command cat = Command.shell("echo ready; cat").pty(80, 24);
            assertThat(tools.run(cat).exit()).isEqualTo(new Exit.Exited(0));
            assertThat(tools.run(cat.stdin("x")).exit()).isEqualTo(new Exit.Exited(0));
            handles.add(tools.start(cat.openStdin()));
        }
        handles.forEach(CommandHandle::kill);
        tools.commands().forEach(command -> assertThat(command.isRunning()).isFalse());
    }

    private static int descriptors() {
        String[] names = new File("/proc/self/fd").list();
        return names == null ? 0 : names.length;
    }

    /** Idle threads go away after a second. */
    private static long commandThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("shadow-io-")
                        || thread.getName().contains("Pty"))
                .count();
    }

    private static long zombies() {
        long self = ProcessHandle.current().pid();
        String[] names = new File("/proc").list((directory, name) -> name.matches("\\d+"));
        return List.of(names == null ? new String[0] : names).stream()
                .map(name -> ProcFs.stat(Long.parseLong(name)))
                .filter(stat -> stat.isPresent()
                        && stat.get().parent() == self
                        && stat.get().state() == 'Z')
                .count();
    }
}
