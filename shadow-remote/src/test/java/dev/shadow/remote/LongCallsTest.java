package dev.shadow.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import dev.shadow.sidecar.Sidecar;
import dev.shadow.sidecar.SidecarOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that take longer than a connection may be silent. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields up
class LongCallsTest {
    @TempDir
    private Path directory;

    private Sidecar sidecar;
    private FaultRig rig;

    @BeforeEach
    void start() throws IOException {
        sidecar = Sidecar.start(SidecarOptions.onLoopback(directory));
        rig = new FaultRig(sidecar.addresses().get(0), WorkspaceSpec.forTask("long"));
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
        sidecar.close();
    }

    @Test
    void areWaitedForAndRunOnce() {
        CommandResult result = rig.workspace().tools().run(Command.shell("sleep 2.6; echo once >> count; echo out"));
        assertThat(result.stdout().text()).isEqualTo("out\n");
        assertThat(rig.direct().tools().readFile("count").text()).isEqualTo("once\n");
    }

    @Test
    void endWithWhatTheyWouldHaveEndedWith() {
        CommandResult result = rig.workspace().tools().run(Command.shell("sleep 1.3; exit 3"));
        assertThat(result.exit().code()).hasValue(3);
    }

    @Test
    void areToldFromADeadConnection() {
        rig.arm(new Fault(Fault.Kind.STALL, 0).times(1));
        CommandResult result = rig.workspace().tools().run(Command.shell("sleep 2.2; echo once >> count"));
        assertThat(result.exit().isSuccess()).isTrue();
        assertThat(rig.proxy().cuts()).isEqualTo(1);
        assertThat(rig.direct().tools().readFile("count").text()).isEqualTo("once\n");
    }
}
