package dev.shadow.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.ErrorCode;
import dev.shadow.command.Exit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTerminalCmdTest extends ToolFixture {
    @Test
    void showsExitCodeAndOutput() {
        fake.commands.put("make", new FakeBackend.Answer(new Exit.Exited(2), "no rule\n"));
        ToolResult result = call("run_terminal_cmd", Map.of("command", "make", "is_background", false));
        assertThat(result.text()).isEqualTo("Exit code: 2 (after 1.5 s)\nno rule\n");
        assertThat(result.isError()).isFalse();
        assertThat(result.isSuccess()).isFalse();
        assertThat(result.exit()).contains(new Exit.Exited(2));
    }

    @Test
    void saysThatThereWasNoOutput() {
        fake.commands.put("true", new FakeBackend.Answer(new Exit.Exited(0), ""));
        ToolResult result = call("run_terminal_cmd", Map.of("command", "true"));
        assertThat(result.text()).isEqualTo("Exit code: 0 (after 1.5 s)\n(no output)");
        assertThat(result.isSuccess()).isTrue();
    }

    @Test
    void showsPartialOutputAfterATimeout() {
        fake.commands.put("hang", new FakeBackend.Answer(new Exit.TimedOut("no end after PT10M"), "so far\n"));
        ToolResult result = call("run_terminal_cmd", Map.of("command", "hang"));
        assertThat(result.text())
                .contains("timed out: no end after PT10M", "is_background")
                .endsWith("until then:\nso far\n");
        assertThat(result.isSuccess()).isFalse();
    }

    @Test
    void keepsHeadAndTailOfALongOutput() {
        fake.commands.put(
                "spam", new FakeBackend.Answer(new Exit.Exited(0), "first\n" + "spam\n".repeat(1_000) + "last\n"));
        String text = small.call("run_terminal_cmd", Json.write(Map.of("command", "spam")))
                .text();
        assertThat(text)
                .contains("\nfirst\n", "the middle is left out, 5011 bytes in all", "COMMAND > FILE")
                .endsWith("last\n")
                .hasSizeLessThan(1_400);
    }

    @Test
    void streamsOutputAsItComes() {
        fake.commands.put("make", new FakeBackend.Answer(new Exit.Exited(0), "über\n"));
        StringBuilder seen = new StringBuilder();
        ToolResult result = catalog.call(
                "run_terminal_cmd",
                Json.write(Map.of("command", "make")),
                chunk -> seen.append(chunk.bytes().utf8()));
        assertThat(seen.toString()).isEqualTo("über\n");
        assertThat(result.text()).endsWith("über\n");
    }

    @Test
    void anObserverThatThrowsIsNoExceptionOutOfTheCall() {
        fake.commands.put("make", new FakeBackend.Answer(new Exit.Exited(0), "x"));
        ToolResult result = catalog.call("run_terminal_cmd", Json.write(Map.of("command", "make")), chunk -> {
            throw new IllegalStateException("observer is broken");
        });
        assertThat(result.text()).isNotEmpty();
    }

    @Test
    void startsInTheBackgroundAndSaysHowToReadOn() {
        fake.commands.put("serve", new FakeBackend.Answer(new Exit.Exited(0), ""));
        String text = text("run_terminal_cmd", Map.of("command", "serve", "is_background", true));
        assertThat(text).contains("as command serve", "tail -n 50");
    }

    @Test
    void passesTheErrorOfACommandThatCannotStartOn() {
        assertThat(error(ErrorCode.COMMAND_UNSCRIPTED, "run_terminal_cmd", Map.of("command", "unknown")))
                .contains("no answer to unknown");
        assertThat(error(ErrorCode.INVALID_ARGUMENT, "run_terminal_cmd", Map.of("command", " ")))
                .contains("command must not be empty");
    }
}
