package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.Capability;
import dev.shadow.CommandHandle;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a command is given: arguments, directory, environment, input; and how its start is refused. */
public interface CommandStartContract extends CommandFixture {
    @Test
    default void passesArgumentsAsTheyAre() {
        withPrograms(() -> {
            CommandResult result = tools().run(Command.of("printf", "%s\n", "$HOME", "a  b", "*", "", "'\"\\", "é\n✓"));
            assertThat(result.stdout().text()).isEqualTo("$HOME\na  b\n*\n\n'\"\\\né\n✓\n");
            assertThat(result.exit()).isEqualTo(new Exit.Exited(0));
        });
    }

    @Test
    default void runsALineByTheShell() {
        withPrograms(() -> {
            assertThat(shell("x=3; echo $((x + 1)) | tr 4 y && echo 'é $x'")
                            .stdout()
                            .text())
                    .isEqualTo("y\né $x\n");
            assertThat(tools().run(Command.shell("-c; echo still here"))
                            .stdout()
                            .text())
                    .isEqualTo("still here\n");
        });
    }

    @Test
    default void runsInADirectoryOfTheWorkspace() {
        withPrograms(() -> {
            shell("mkdir -p 'sub dir/deep'");
            assertThat(tools().run(Command.of("pwd").directory("sub dir/deep"))
                            .stdout()
                            .text())
                    .endsWith("/sub dir/deep\n");
            assertThat(tools().run(Command.shell("test -d 'sub dir'")).exit().isSuccess())
                    .isTrue();
        });
    }

    @Test
    default void refusesADirectoryThatIsNone() {
        withPrograms(() -> {
            shell("touch file; ln -s / out");
            failure(
                    ErrorCode.DIRECTORY_INVALID,
                    () -> tools().run(Command.of("pwd").directory("missing")));
            failure(
                    ErrorCode.DIRECTORY_INVALID,
                    () -> tools().run(Command.of("pwd").directory("file")));
            failure(ErrorCode.PATH_ESCAPES, () -> tools().run(Command.of("pwd").directory("..")));
            failure(ErrorCode.PATH_ESCAPES, () -> tools().run(Command.of("pwd").directory("out")));
        });
    }

    @Test
    default void changesTheEnvironment() {
        withPrograms(() -> {
            String value = " $HOME \"é\"\nsecond ";
            assertThat(tools().run(Command.of("printenv", "FOO").environment("FOO", value))
                            .stdout()
                            .text())
                    .isEqualTo(value + "\n");
            Command look = Command.shell("echo ${HOME-none}").withoutEnvironment("HOME");
            assertThat(tools().run(look).stdout().text()).isEqualTo("none\n");
        });
    }

    @Test
    default void clearsTheEnvironment() {
        withPrograms(() -> {
            Command command = Command.shell("env").clearEnvironment().environment("ONLY", "this");
            String variables = tools().run(command).stdout().text();
            assertThat(variables).contains("ONLY=this\n").contains("PATH=").doesNotContain("MAVEN_");
            assertThat(variables).doesNotContainPattern("(?m)^(USER|LOGNAME|JAVA_HOME)=");
        });
    }

    @Test
    default void setsDefaultsForUnattendedPrograms() {
        withPrograms(() -> {
            String line = "echo $GIT_TERMINAL_PROMPT $PAGER $GIT_EDITOR $TERM";
            assertThat(shell(line).stdout().text()).isEqualTo("0 cat true dumb\n");
            assertThat(tools().run(Command.shell(line)
                                    .environment("PAGER", "mine")
                                    .withoutEnvironment("TERM"))
                            .stdout()
                            .text())
                    .isEqualTo("0 mine true\n");
        });
    }

    @Test
    default void closesTheInputByDefault() {
        withPrograms(() -> {
            CommandResult result = tools().run(Command.of("cat").timeout(LONG));
            assertThat(result.exit()).isEqualTo(new Exit.Exited(0));
            assertThat(result.stdout().totalBytes()).isZero();
        });
    }

    @Test
    default void givesInput() {
        withPrograms(() -> {
            assertThat(tools().run(Command.of("cat").stdin(" é\n\n")).stdout().text())
                    .isEqualTo(" é\n\n");
            byte[] binary = new byte[1_000_003];
            for (int i = 0; i < binary.length; i++) {
                binary[i] = (byte) (i * 31 + (i >> 8));
            }
            Bytes content = Bytes.wrap(binary);
            CommandResult whole = tools().run(Command.of("cat").stdin(content).outputLimit(2 << 20));
            assertThat(Arrays.equals(whole.stdout().head().toByteArray(), binary))
                    .isTrue();
            assertThat(tools().run(Command.of("true").stdin(content)).exit().isSuccess())
                    .isTrue();
        });
    }

    @Test
    default void writesToOpenInput() {
        withPrograms(() -> supportedOrRefused(
                Capability.STDIN_OPEN,
                () -> {
                    CommandHandle cat = tools().start(Command.of("cat").openStdin());
                    cat.write("one ");
                    assertThat(firstOutput(cat).bytes().utf8()).isEqualTo("one ");
                    cat.write("two\n");
                    cat.closeStdin();
                    cat.closeStdin();
                    CommandResult result = cat.await(LONG).orElseThrow();
                    assertThat(result.stdout().text()).isEqualTo("one two\n");
                    failure(ErrorCode.STDIN_CLOSED, () -> cat.write("more"));
                },
                () -> tools().start(Command.of("cat").openStdin())));
    }

    @Test
    default void refusesToWriteWhereNobodyReads() {
        withPrograms(() -> supportedOrRefused(
                Capability.STDIN_OPEN,
                () -> {
                    CommandHandle closed = tools().start(Command.shell("exec 0<&-; echo closed; exec sleep 1000")
                            .openStdin());
                    firstOutput(closed);
                    failure(ErrorCode.STDIN_CLOSED, () -> closed.write("x"));
                    closed.kill();
                    CommandHandle without = tools().start(Command.of("sleep", "1000"));
                    failure(ErrorCode.STDIN_CLOSED, () -> without.write("x"));
                    without.closeStdin();
                    without.kill();
                },
                () -> tools().start(Command.of("cat").openStdin())));
    }

    @Test
    default void refusesProgramsThatCannotStart() {
        withPrograms(() -> {
            shell("printf '#!/bin/sh\\necho ran\\n' > script; mkdir -p bin; printf '#!/no/such/interpreter\\n' > bad;"
                    + " chmod +x bad");
            ShadowException missing =
                    failure(ErrorCode.PROGRAM_NOT_FOUND, () -> tools().run(Command.of("no-such-program")));
            assertThat(missing.details()).containsEntry("program", "no-such-program");
            failure(ErrorCode.PROGRAM_NOT_FOUND, () -> tools().run(Command.of("./missing")));
            failure(ErrorCode.PROGRAM_NOT_EXECUTABLE, () -> tools().run(Command.of("./script")));
            failure(ErrorCode.PROGRAM_NOT_EXECUTABLE, () -> tools().run(Command.of("./bin")));
            failure(ErrorCode.PROGRAM_NOT_EXECUTABLE, () -> tools().run(Command.of("./bad")));
            shell("chmod +x script");
            assertThat(tools().run(Command.of("./script")).stdout().text()).isEqualTo("ran\n");
            assertThat(tools().run(Command.shell("no-such-program")).exit()).isEqualTo(new Exit.Exited(127));
        });
    }

    @Test
    default void findsProgramsOnTheCommandsPath() {
        withPrograms(() -> {
            shell("mkdir tools; printf '#!/bin/sh\\necho mine\\n' > tools/my-tool; chmod +x tools/my-tool");
            String path = shell("pwd").stdout().text().strip() + "/tools:/usr/bin:/bin";
            assertThat(tools().run(Command.of("my-tool").environment("PATH", path))
                            .stdout()
                            .text())
                    .isEqualTo("mine\n");
            failure(ErrorCode.PROGRAM_NOT_FOUND, () -> tools().run(Command.of("my-tool")));
            failure(
                    ErrorCode.PROGRAM_NOT_FOUND,
                    () -> tools().run(Command.of("cat").environment("PATH", "/no/such/directory")));
        });
    }

    @Test
    default void refusesArgumentsThatAreTooLong() {
        withPrograms(() -> failure(ErrorCode.TOO_LARGE, () -> tools().run(Command.of("true", "x".repeat(20_000_000)))));
    }
}
