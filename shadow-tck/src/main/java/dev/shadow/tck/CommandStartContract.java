package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import org.junit.jupiter.api.Test;

/** What a command is given: arguments, directory, environment; and how its start is refused. */
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
