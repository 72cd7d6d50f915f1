package dev.shadow.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.command.Command;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordPolicyTest {
    private static final CommandPolicy POLICY = WordPolicy.builder()
            .deny("no", "doom")
            .ask("push?", "git", "push")
            .unknownProgram(Decision.ask("what is it?"))
            .build();

    private static Decision decide(Command command) {
        return POLICY.decide(new CommandRequest.Start("w", command));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "doom",
                "  doom now",
                "/usr/bin/doom",
                "'doom'",
                "d\"oo\"m",
                "d\\oom",
                "do\\\nom",
                "true; doom",
                "true&&doom",
                "false || doom",
                "yes | doom",
                "yes |& doom",
                "sleep 1 & doom",
                "true\ndoom",
                "echo $(doom)",
                "echo \"$(doom)\"",
                "echo `doom`",
                "echo \"a `doom` b\"",
                "echo `echo \\`doom\\``",
                "echo $(echo $(doom))",
                "echo ${x:-$(doom)}",
                "echo $((1 + $(doom)))",
                "x=$(doom)",
                "a[$(doom)]=1",
                "(doom)",
                "{ doom; }",
                "! doom",
                "if true; then doom; fi",
                "if doom; then true; fi",
                "while doom; do true; done",
                "for i in 1 2; do doom; done",
                "for i; do doom; done",
                "for i in $(doom); do true; done",
                "case x in x) doom;; esac",
                "case $(doom) in x) true;; esac",
                "f() { doom; }; f",
                "function f { doom; }",
                "A=1 B='2 3' doom",
                "< in doom",
                "2>/dev/null doom > out",
                "&> out doom",
                "cat <(doom)",
                "cat <<E\n$(doom)\nE",
                "cat <<'E'\ntext\nE\ndoom",
                "cat <<-E\n\ttext\n\tE\ndoom",
                "cat <<A <<B\na\nA\nb\nB\ndoom",
                "# a remark\ndoom",
                "echo it\\'s; doom",
                "sudo doom",
                "sudo -u root -E doom",
                "sudo -- doom",
                "sudo A=1 doom",
                "env doom",
                "env -i A=1 doom",
                "env -u HOME doom",
                "env -S 'doom now'",
                "env -S\"doom\"",
                "echo x | xargs doom",
                "xargs -0 -n 1 -I {} doom {}",
                "nohup doom &",
                "timeout 5 doom",
                "timeout -k 1 -s KILL 5 doom",
                "nice -n 5 doom",
                "time -p doom",
                "sudo env A=1 nice xargs doom",
                "command doom",
                "exec doom",
                "sh -c doom",
                "bash -ec 'true; doom'",
                "bash -e -c \"doom\" name",
                "sh -c 'sh -c \"doom\"'",
                "eval doom",
                "eval 'true;' doom",
                "find . -name x -exec doom {} \\;",
                "find . -exec true {} + -execdir doom {} +",
                "echo 'unterminated; doom' ; doom 'and",
                "echo $(doom",
                "echo \"$(doom",
            })
    void findsTheProgram(String line) {
        assertThat(decide(Command.shell(line))).isEqualTo(Decision.deny("no"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo doom",
                "echo 'x; doom'",
                "echo \"x; doom\"",
                "echo '$(doom)'",
                "echo \\$\\(doom\\)",
                "true # doom",
                "cat < doom > doom 2>doom",
                "cat <<'E'\n$(doom)\ndoom\nE",
                "cat <<E\ndoom\nE",
                "doomed",
                "for doom in doom; do true; done",
                "function doom { true; }",
                "doom=1",
                "sudo -u doom true",
                "grep -r doom .",
                "find doom -name doom",
                "",
                "'",
                "\\",
            })
    void leavesOtherUsesOfTheWordAlone(String line) {
        assertThat(POLICY.decide(new CommandRequest.Input("w", "c", Bytes.utf8(line))))
                .isEqualTo(Decision.allow());
    }

    @Test
    void looksAtArgumentsInTheirOrder() {
        assertThat(decide(Command.shell("git push"))).isEqualTo(Decision.ask("push?"));
        assertThat(decide(Command.shell("git -C dir push origin"))).isEqualTo(Decision.ask("push?"));
        assertThat(decide(Command.shell("git pull"))).isEqualTo(Decision.allow());
        assertThat(decide(Command.shell("push git"))).isEqualTo(Decision.allow());
        assertThat(decide(Command.shell("git push; doom"))).isEqualTo(Decision.deny("no"));
    }

    @Test
    void takesArgumentsOfAProgramAsTheyAre() {
        assertThat(decide(Command.of("doom"))).isEqualTo(Decision.deny("no"));
        assertThat(decide(Command.of("echo", "; doom"))).isEqualTo(Decision.allow());
        assertThat(decide(Command.of("sh", "-c", "true; doom"))).isEqualTo(Decision.deny("no"));
        assertThat(decide(Command.of("env", "A=1", "doom"))).isEqualTo(Decision.deny("no"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$TOOL", "${TOOL}", "$(which tool)", "`tool`", "do?m", "d{o,}om", "$'\\x64oom'", "x$y z", "$("})
    void saysWhenTheProgramIsNotKnown(String line) {
        assertThat(decide(Command.shell(line))).isEqualTo(Decision.ask("what is it?"));
    }

    @Test
    void readsAnyTextInBoundedTimeAndDepth() {
        for (String deep : new String[] {"$(", "${", "`", "\"$(", "(", "<(", "sudo ", "eval ", "for in ", "<<E\n"}) {
            decide(Command.shell(deep.repeat(20_000)));
        }
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "$(){}`'\"\\;&|<>#\n \tab=-x*?[]!";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder("a");
            for (int n = random.nextInt(40); n >= 0; n--) {
                line.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(decide(Command.shell(line.toString())))
                    .as("seed %d: %s", seed, line)
                    .isNotNull();
        }
    }
}
