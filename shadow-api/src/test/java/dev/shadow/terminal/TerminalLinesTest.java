package dev.shadow.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.Subscription;
import dev.shadow.TerminalBuffer;
import dev.shadow.terminal.TerminalEntry.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalLinesTest {
    private final FakeTerminal terminal = new FakeTerminal();

    /** A list of entries. */
    private static final class FakeTerminal implements TerminalBuffer {
        private final List<TerminalEntry> entries = new ArrayList<>();
        private long gone;

        void out(String id, byte[] bytes) {
            put(Kind.STDOUT, id, bytes);
        }

        void out(String id, String text) {
            out(id, text.getBytes(StandardCharsets.UTF_8));
        }

        void put(Kind kind, String id, byte[] bytes) {
            long sequence = gone + entries.size() + 1;
            entries.add(new TerminalEntry(sequence, Instant.EPOCH, kind, Optional.of(id), Bytes.copyOf(bytes), 0));
        }

        void evict(int count) {
            entries.subList(0, count).clear();
            gone += count;
        }

        @Override
        public TerminalSnapshot snapshot(long fromSequence, int max) {
            long from = Math.max(fromSequence, gone + 1);
            List<TerminalEntry> found = entries.stream()
                    .filter(entry -> entry.sequence() >= from)
                    .limit(max)
                    .toList();
            return new TerminalSnapshot() {
                @Override
                public int size() {
                    return found.size();
                }

                @Override
                public TerminalEntry entry(int index) {
                    return found.get(index);
                }

                @Override
                public long next() {
                    return from + found.size();
                }

                @Override
                public long gap() {
                    return fromSequence == 0 ? 0 : from - fromSequence;
                }
            };
        }

        @Override
        public long appendAll(List<Bytes> more) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TerminalSnapshot snapshotBetween(Instant from, Instant to, int max) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Subscription subscribe(long fromSequence, Consumer<TerminalEvent> consumer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TerminalStats stats() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void clear() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long persist() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}

        @Override
        public int restore() {
            throw new UnsupportedOperationException();
        }
    }

    private List<String> plain() {
        return texts(TerminalText.PLAIN);
    }

    private List<String> texts(TerminalText text) {
        TerminalLines lines = terminal.lines(0, text);
        List<String> all = new ArrayList<>();
        lines.next(Integer.MAX_VALUE).forEach(line -> all.add(line.text()));
        lines.rest().forEach(line -> all.add(line.text()));
        return all;
    }

    @Test
    void aCharacterStaysWholeWhereverItsEntryIsCut() {
        byte[] text = "naïve ✓ 🎉 end\n".getBytes(StandardCharsets.UTF_8);
        for (byte b : text) {
            terminal.out("c-1", new byte[] {b});
        }
        assertThat(plain()).containsExactly("naïve ✓ 🎉 end");
    }

    @Test
    void commandsThatWriteAtOnceDoNotMixTheirCharactersAndLines() {
        byte[] text = "ä\n".getBytes(StandardCharsets.UTF_8);
        terminal.out("c-1", Arrays.copyOf(text, 1));
        terminal.out("c-2", "other ");
        terminal.put(Kind.STDERR, "c-1", "error\n".getBytes(StandardCharsets.UTF_8));
        terminal.out("c-1", Arrays.copyOfRange(text, 1, 3));
        terminal.out("c-2", "line\n");
        assertThat(plain()).containsExactly("error", "ä", "other line");
    }

    @Test
    void malformedBytesBecomeReplacementCharacters() {
        terminal.out("c-1", new byte[] {'a', (byte) 0xff, 'b', '\n', (byte) 0xc3});
        assertThat(plain()).containsExactly("a\ufffdb", "\ufffd");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "E[1;31mredE[0m, red",
                "E]0;titleBtext, text",
                "E]8;;http://xE\\linkE]8;;E\\, link",
                "aE(Bb, ab",
                "E[?25lhiddenE[?25h, hidden",
                "EPq#0;1E\\picture, picture",
                "a\u009b31mb, ab",
                "bellB!, bell!",
                "10%R50%R100%, 100%",
            })
    void plainTextHasNoEscapeSequences(String written, String shown) {
        String text = written.replace('E', '\u001b').replace('B', '\u0007').replace('R', '\r');
        terminal.out("c-1", text + "\r\n");
        for (byte b : (text + "\n").getBytes(StandardCharsets.UTF_8)) {
            terminal.out("c-1", new byte[] {b});
        }
        assertThat(plain()).containsExactly(shown, shown);
        assertThat(texts(TerminalText.EXACT)).containsExactly(text + "\r", text);
    }

    @Test
    void aControlStringThatNeverEndsHidesOnlyItsLine() {
        terminal.out("c-1", "\u001b]0;never closed\nnext\n");
        assertThat(plain()).containsExactly("", "next");
    }

    @Test
    void linesAreGivenPageByPageAndBegunOnesAreKept() {
        terminal.out("c-1", "1\n2\n3\n4");
        TerminalLines lines = terminal.lines(0, TerminalText.PLAIN);
        assertThat(lines.next(2)).extracting(TerminalLine::text).containsExactly("1", "2");
        assertThat(lines.next(2)).extracting(TerminalLine::text).containsExactly("3");
        assertThat(lines.next(2)).isEmpty();
        terminal.out("c-1", "4\n");
        assertThat(lines.next(2)).extracting(TerminalLine::text).containsExactly("44");
    }

    @Test
    void aLineWithoutEndIsShownInPartsOfBoundedLength() {
        terminal.out("c-1", "x".repeat(300_000) + "\n");
        List<TerminalLine> lines = terminal.lines(0, TerminalText.PLAIN).next(100);
        assertThat(lines).hasSize(5);
        assertThat(lines.subList(0, 4))
                .allMatch(line -> !line.complete() && line.text().length() == 65_536);
        assertThat(lines.get(4).complete()).isTrue();
    }

    @Test
    void aGapIsCountedAndEndsWhatWasBegun() {
        terminal.out("c-1", "begun");
        TerminalLines lines = terminal.lines(0, TerminalText.PLAIN);
        assertThat(lines.next(10)).isEmpty();
        for (int i = 0; i < 5; i++) {
            terminal.out("c-1", "lost\n");
        }
        terminal.evict(6);
        terminal.out("c-1", "after\n");
        assertThat(lines.next(10)).extracting(TerminalLine::text).containsExactly("begun", "after");
        assertThat(lines.missed()).isEqualTo(5);
    }

    @Test
    void commandLinesAndWordsOfShadowNeedNoNewline() {
        terminal.put(Kind.COMMAND, "c-1", "make all".getBytes(StandardCharsets.UTF_8));
        terminal.put(Kind.SYSTEM, "c-1", "exited with 0".getBytes(StandardCharsets.UTF_8));
        assertThat(plain()).containsExactly("make all", "exited with 0");
    }
}
