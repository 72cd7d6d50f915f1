package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Capability;
import dev.shadow.CommandHandle;
import dev.shadow.ErrorCode;
import dev.shadow.command.Command;
import dev.shadow.command.PtySize;
import org.junit.jupiter.api.Test;

/** Commands in a pseudo-terminal. */
public interface CommandTerminalContract extends CommandFixture {
    @Test
    default void runsInATerminalOfTheSizeAskedFor() {
        supportedOrRefused(
                Capability.PTY,
                () -> assertThat(tools().run(Command.shell("test -t 1 && test -t 2 && stty size </dev/tty")
                                        .pty(81, 23))
                                .stdout()
                                .text())
                        .isEqualTo("23 81\r\n"),
                () -> tools().run(Command.shell("test -t 1").pty(80, 24)));
    }

    @Test
    default void refusesToResizeACommandWithPipes() {
        withPrograms(() -> {
            CommandHandle piped = tools().start(Command.of("sleep", "1000"));
            supportedOrRefused(
                    Capability.PTY,
                    () -> failure(ErrorCode.INVALID_ARGUMENT, () -> piped.resize(new PtySize(80, 24))),
                    () -> piped.resize(new PtySize(80, 24)));
            piped.kill();
        });
    }
}
