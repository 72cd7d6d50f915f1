package dev.shadow.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.command.Channel;
import dev.shadow.command.OutputChunk;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CommandOutputTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final CommandOutput output = new CommandOutput(new PrintStream(shown, true, StandardCharsets.UTF_8), "> ");

    @Test
    void indentsEveryLineAndEndsTheLast() {
        write("one\n\ntwo");
        output.end();
        assertThat(shown()).isEqualTo("> one\n> \n> two\n");
        assertThat(output.isUsed()).isTrue();
    }

    @Test
    void keepsACharacterWholeThatIsCutBetweenChunks() {
        Bytes bytes = Bytes.utf8("é\uD83D\uDE00\n");
        for (int i = 0; i < bytes.size(); i++) {
            accept(bytes.slice(i, i + 1));
        }
        assertThat(shown()).isEqualTo("> é\uD83D\uDE00\n");
    }

    @Test
    void leavesOutWhatSteersATerminal() {
        write("\u001b[31mred\u001b[0m \u001b]0;title\u0007 bell\r\nnext\u001b");
        write("[2Jcleared\n");
        assertThat(shown()).isEqualTo("> red 0;title bell\n> nextcleared\n");
    }

    @Test
    void saysWhereOutputIsMissing() {
        write("begun");
        output.accept(new OutputChunk(Channel.MERGED, 105, Bytes.utf8("end\n"), 100, true));
        assertThat(shown()).isEqualTo("> begun\n[100 bytes are missing here, dropped from the command's log]\n> end\n");
    }

    private void write(String text) {
        accept(Bytes.utf8(text));
    }

    private void accept(Bytes bytes) {
        output.accept(new OutputChunk(Channel.MERGED, 0, bytes, 0, false));
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
