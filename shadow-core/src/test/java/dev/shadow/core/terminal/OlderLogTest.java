package dev.shadow.core.terminal;

import static dev.shadow.core.terminal.Terminals.entries;
import static dev.shadow.core.terminal.Terminals.kept;
import static dev.shadow.core.terminal.Terminals.say;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.core.terminal.TerminalEngine.Keeping;
import dev.shadow.terminal.TerminalEntry;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logs as earlier versions left them on disk. That of version 2 was written by that version, in a process that ended without
 * closing it; that of version 1 by a script after its description, and its last record is torn. Add one for each new version,
 * and never change one.
 */
class OlderLogTest {
    private static final TerminalLimits LIMITS = new TerminalLimits(100, 1_500);

    @TempDir
    Path parent;

    private TerminalEngine open(String name) throws IOException, URISyntaxException {
        URI found = OlderLogTest.class.getResource(name).toURI();
        Path directory = Files.createDirectory(parent.resolve(name));
        try (Stream<Path> files = Files.list(Path.of(found))) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
        return kept(directory, LIMITS, Keeping.ALWAYS);
    }

    private static List<String> described(TerminalEngine terminal) {
        return entries(terminal).stream()
                .map(entry -> entry.sequence() + " " + entry.kind() + " "
                        + entry.commandId().orElse("-") + " " + shown(entry))
                .toList();
    }

    private static String shown(TerminalEntry entry) {
        return entry.omitted() > 0
                ? entry.bytes().size() + " bytes, " + entry.omitted() + " left out"
                : entry.bytes().utf8();
    }

    @Test
    void readsTheFirstVersion() throws IOException, URISyntaxException {
        try (TerminalEngine terminal = open("log-of-version-1")) {
            assertThat(described(terminal))
                    .containsExactly(
                            "41 COMMAND c-7 make", "42 STDOUT c-7 café\n", "43 STDERR c-7 \0\ufffd", "44 SYSTEM - ");
            assertThat(entries(terminal).get(1).time()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_128L));
            assertThat(say(terminal, "next")).isEqualTo(45);
        }
        try (TerminalEngine terminal = kept(parent.resolve("log-of-version-1"), LIMITS, Keeping.ALWAYS)) {
            assertThat(described(terminal)).hasSize(5).endsWith("45 STDOUT c-1 next");
        }
    }

    @Test
    void readsTheSecondVersionAndItsNumbersReservedAhead() throws IOException, URISyntaxException {
        try (TerminalEngine terminal = open("log-of-version-2")) {
            assertThat(described(terminal)).containsExactly("8 STDOUT - after", "9 SYSTEM - ");
            assertThat(say(terminal, "next")).isEqualTo((1 << 20) + 2);
        }
        Path directory = parent.resolve("log-of-version-2");
        try (TerminalEngine terminal = kept(directory, new TerminalLimits(100, 100_000), Keeping.ALWAYS)) {
            assertThat(described(terminal))
                    .containsExactly(
                            "1 COMMAND c-1 make test",
                            "2 STDOUT c-1 line 0 café\n",
                            "3 STDOUT c-1 line 1 café\n",
                            "4 STDOUT c-1 line 2 café\n",
                            "5 STDERR c-1 \0\1\2\ufffd\ufffd",
                            "6 SYSTEM c-1 exited with 2",
                            "7 STDOUT c-2 1500 bytes, 2538 left out",
                            "8 STDOUT - after",
                            "9 SYSTEM - ",
                            "1048578 STDOUT c-1 next");
        }
    }
}
