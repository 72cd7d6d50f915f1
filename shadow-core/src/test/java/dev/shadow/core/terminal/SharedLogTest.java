package dev.shadow.core.terminal;

import static dev.shadow.core.terminal.Terminals.SMALL;
import static dev.shadow.core.terminal.Terminals.kept;
import static dev.shadow.core.terminal.Terminals.say;
import static dev.shadow.core.terminal.Terminals.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.terminal.TerminalEngine.Keeping;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several terminals of one directory: the first keeps the log. */
class SharedLogTest {
    @TempDir
    Path directory;

    /** Prints what became of opening the log of a directory in another process. */
    static final class Intruder {
        private Intruder() {}

        public static void main(String[] args) throws IOException {
            try (SequenceFile file = SequenceFile.open(Path.of(args[0]))) {
                System.out.println("opened " + file.reserved());
            } catch (SequenceFile.TakenException e) {
                System.out.println("taken");
            }
        }
    }

    private String intrude() throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Intruder.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** A terminal of the same process that was refused let go of the lock, as closing any channel of a file does. */
    @Test
    void aSecondOneInThisProcessDoesNotOpenTheDoorToOtherProcesses() throws IOException {
        try (TerminalEngine first = kept(directory);
                TerminalEngine second = kept(directory)) {
            say(first, "mine");
            assertThat(texts(second).get(0)).contains("another process");
            assertThat(intrude()).contains("taken");
        }
        assertThat(intrude()).contains("opened 1");
    }

    /** It removed the segments of the other. */
    @Test
    void clearingASecondOneLeavesTheLogOfTheFirstAlone() throws InterruptedException {
        try (TerminalEngine first = kept(directory);
                TerminalEngine second = kept(directory)) {
            say(first, "mine");
            first.persist(soon());
            second.clear(soon());
            assertThat(texts(second)).containsExactly("[terminal cleared]\n");
        }
        try (TerminalEngine terminal = kept(directory)) {
            assertThat(texts(terminal)).containsExactly("mine");
        }
    }

    @Test
    void aSecondOneTakesOverWhenItIsAskedToAndTheFirstIsGone() throws InterruptedException {
        TerminalEngine first = kept(directory, SMALL, Keeping.ON_DEMAND);
        say(first, "mine");
        first.persist(soon());
        try (TerminalEngine second = kept(directory, SMALL, Keeping.ON_DEMAND)) {
            assertThatThrownBy(() -> second.persist(soon()))
                    .isInstanceOfSatisfying(
                            ShadowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_ERROR));
            first.close();
            assertThat(second.persist(soon())).isPositive();
        } finally {
            first.close();
        }
    }

    @Test
    void aClosedOneLeavesTheLogAlone() throws IOException {
        TerminalEngine terminal = kept(directory);
        terminal.close();
        assertThatThrownBy(() -> terminal.persist(soon()))
                .isInstanceOfSatisfying(
                        ShadowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
        assertThat(intrude()).contains("opened");
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }
}
