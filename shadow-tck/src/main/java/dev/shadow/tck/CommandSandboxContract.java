package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Capability;
import dev.shadow.command.Command;
import dev.shadow.command.Sandbox;
import org.junit.jupiter.api.Test;

/** Commands that run confined, or not at all. */
public interface CommandSandboxContract extends CommandFixture {
    @Test
    default void changesTheWorkspaceAndNothingElse() {
        Command confined =
                Command.shell("echo in > made && ! echo out > ../out").sandbox(Sandbox.network(false));
        supportedOrRefused(
                Capability.SANDBOX,
                () -> {
                    assertThat(tools().run(confined).exit().isSuccess()).isTrue();
                    assertThat(tools().readFile("made").text()).isEqualTo("in\n");
                    assertThat(shell("test ! -e ../out").exit().isSuccess()).isTrue();
                },
                () -> tools().run(confined));
    }
}
