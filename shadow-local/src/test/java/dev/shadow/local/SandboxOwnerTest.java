package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shadow.OnLastClose;
import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Command;
import dev.shadow.command.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox ends with the process that it belongs to, however that ends. */
class SandboxOwnerTest {
    @TempDir
    Path scratch;

    @Test
    void nothingInASandboxOutlivesAKilledOwner() throws Exception {
        assumeTrue(Bubblewrap.obstacle().isEmpty(), "not run: " + Bubblewrap.obstacle());
        Process owner = ChildJvm.start(Owner.class, Map.of(), scratch.resolve("state"));
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("ready");
            long outside = Long.parseLong(output.readLine());
            assertThat(ProcFs.stat(outside)).isPresent();
            long[] all = ProcessHandle.of(outside)
                    .orElseThrow()
                    .descendants()
                    .mapToLong(ProcessHandle::pid)
                    .toArray();
            assertThat(all).hasSizeGreaterThanOrEqualTo(3);
            owner.destroyForcibly().waitFor();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                for (long pid : all) {
                    if (ProcFs.stat(pid).filter(ProcFs.Stat::isRunning).isPresent()) {
                        return false;
                    }
                }
                return true;
            });
        } finally {
            owner.destroyForcibly();
        }
    }

    /** Starts something, says so, and waits for its end. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] args) throws IOException {
            Shadow shadow = Shadow.builder()
                    .mode("local")
                    .stateDirectory(Path.of(args[0]))
                    .open();
            Workspace workspace =
                    shadow.workspaces().prepare(WorkspaceSpec.forTask("owned").onLastClose(OnLastClose.KEEP));
            var handle = workspace
                    .tools()
                    .start(Command.shell("trap '' TERM; setsid sleep 1000 & sleep 1000; sleep 1000")
                            .sandbox(Sandbox.network(false)));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ProcessHandle.of(handle.info().pid().orElseThrow())
                                    .orElseThrow()
                                    .descendants()
                                    .count()
                            >= 4);
            System.out.println("ready");
            System.out.println(handle.info().pid().orElseThrow());
            System.in.read();
        }
    }
}
