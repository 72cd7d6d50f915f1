package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shadow.CommandHandle;
import dev.shadow.command.Command;
import dev.shadow.command.Exit;
import org.junit.jupiter.api.Test;

/** Real programs of the whole screen and of the line, driven by what they show. One that is not installed is not run. */
public interface TerminalProgramsContract extends CommandTerminalContract {
    /** What drives a program. */
    @FunctionalInterface
    interface Script {
        /**
         * Drives it to its end.
         *
         * @param screen what it shows
         * @param handle the command
         */
        void drive(TerminalScreen screen, CommandHandle handle);
    }

    /**
     * Drives a program, which must end with 0.
     *
     * @param program its name
     * @param hint how it is installed
     * @param command how it is started
     * @param script what drives it
     */
    default void driving(String program, String hint, Command command, Script script) {
        withTerminals(() -> {
            boolean there =
                    tools().run(Command.shell("command -v " + program)).exit().isSuccess();
            assumeTrue(there, "not run: there is no " + program + " here; " + hint);
            CommandHandle handle = typed(command);
            try (TerminalScreen screen = new TerminalScreen(handle)) {
                script.drive(screen, handle);
                assertThat(end(handle).exit()).isEqualTo(new Exit.Exited(0));
            } finally {
                handle.kill();
            }
        });
    }

    @Test
    default void vimEditsAFile() {
        driving(
                "vim",
                "apt-get install vim",
                Command.of("vim", "-u", "NONE", "-N", "written.txt"),
                (screen, handle) -> {
                    screen.await("written.txt")
                            .type("i")
                            .await("INSERT")
                            .type("hello é vim")
                            .await("vim");
                    screen.type("\u001b:wq\r").awaitEnd();
                });
        withTerminals(() -> assertThat(tools().readFile("written.txt").text()).isEqualTo("hello é vim\n"));
    }

    @Test
    default void lessShowsAFilePageByPage() {
        driving(
                "less",
                "apt-get install less",
                Command.shell("seq 1001 1200 > pages; exec less pages").environment("LESS", ""),
                (screen, handle) -> {
                    screen.await("1023").type("G").await("1200").type("?1100\r").await("1122");
                    screen.type("q").awaitEnd();
                });
    }

    @Test
    default void topShowsProcesses() {
        driving(
                "top",
                "apt-get install procps",
                Command.of("top"),
                (screen, handle) ->
                        screen.await("load average").await("PID").type("q").awaitEnd());
    }

    @Test
    default void pythonTakesLines() {
        driving("python3", "apt-get install python3", Command.of("python3", "-q"), (screen, handle) -> {
            screen.await(">>> ").type("print(6 * 7)\n").await("42");
            screen.type("for i in range(2):\n    print('v', i)\n\n").await("v 1");
            screen.type("import time\n").await(">>> ");
            screen.type("while True: print('bu' + 'sy'); time.sleep(0.1)\n\n")
                    .await("busy"); // it runs, so it is interrupted
            screen.type("\u0003").await("KeyboardInterrupt");
            screen.type("exit()\n").awaitEnd();
        });
    }

    @Test
    default void bashControlsItsJobs() {
        driving(
                "bash",
                "apt-get install bash",
                Command.of("bash", "--norc", "-i").environment("PS1", "$((6*7))> "),
                (screen, handle) -> {
                    // A shell may miss a key while it starts or continues a job: the job says that it runs.
                    screen.await("42> ")
                            .type(
                                    "sh -c 'trap \"echo back\\$((4+4))\" CONT; echo run$((4+3)); while :; do read x; done'\n")
                            .await("run7")
                            .type("\u001a")
                            .await("Stopped");
                    screen.type("jobs\n")
                            .await("Stopped")
                            .await("42> ")
                            .type("fg\n")
                            .await("back8");
                    screen.type("\u0003")
                            .await("42> ")
                            .type("echo a$((1+1))b\n")
                            .await("a2b");
                    screen.type("exit\n").awaitEnd();
                });
    }
}
