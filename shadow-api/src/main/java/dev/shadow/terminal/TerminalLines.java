package dev.shadow.terminal;

import dev.shadow.Experimental;
import dev.shadow.TerminalBuffer;
import dev.shadow.spi.Check;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a terminal by lines, page by page. A line that two commands, or the two outputs of one, wrote at the same time is put
 * together from its own entries; lines come in the order in which they end. Made by {@link TerminalBuffer#lines}.
 *
 * <p>Not thread-safe.
 */
@Experimental
public final class TerminalLines {
    private static final int ENTRIES_AT_ONCE = 64;

    private static final int PART = 4 << 10;

    /** Commands that are silent for so many others have what they began shown as an incomplete line. */
    private static final int STREAMS = 64;

    private final TerminalBuffer terminal;
    private final TerminalText text;
    private final Map<Stream, LineDecoder> streams = new LinkedHashMap<>(16, 0.75f, true);
    private final Deque<TerminalLine> ready = new ArrayDeque<>();
    private @Nullable TerminalSnapshot page;
    private int index;
    private @Nullable TerminalEntry entry;
    private int at;
    private long next;
    private long missed;

    private record Stream(TerminalEntry.Kind kind, Optional<String> commandId) {}

    /**
     * Begins to read.
     *
     * @param terminal what is read
     * @param fromSequence the first entry wanted; 0 for the oldest there is
     * @param text how bytes become text
     */
    public TerminalLines(TerminalBuffer terminal, long fromSequence, TerminalText text) {
        this.terminal = terminal;
        this.text = text;
        this.next = Check.range("fromSequence", fromSequence, 0, Long.MAX_VALUE);
    }

    /**
     * The next lines that are there. What has no newline yet is kept for a later call.
     *
     * @param max the most lines, at least 1
     * @return fewer, or none, when there are no more now
     */
    public List<TerminalLine> next(int max) {
        Check.range("max", max, 1, Integer.MAX_VALUE);
        boolean more = true;
        while (more && ready.size() < max) {
            more = readPart();
        }
        List<TerminalLine> lines = new ArrayList<>();
        while (lines.size() < max && !ready.isEmpty()) {
            lines.add(ready.remove());
        }
        return lines;
    }

    /**
     * What was begun and has no newline yet; a later call of {@link #next} does not show it again.
     *
     * @return incomplete lines, or none
     */
    public List<TerminalLine> rest() {
        streams.values().forEach(decoder -> decoder.end(ready::add));
        List<TerminalLine> rest = List.copyOf(ready);
        ready.clear();
        return rest;
    }

    /**
     * How many sequences were gone before they could be read.
     *
     * @return since the beginning
     */
    public long missed() {
        return missed;
    }

    private boolean readPart() {
        TerminalEntry current = entry == null ? readEntry() : entry;
        if (current == null) {
            return false;
        }
        int to = Math.min(at + PART, current.bytes().size());
        boolean ends = to == current.bytes().size();
        streams.computeIfAbsent(new Stream(current.kind(), current.commandId()), stream -> new LineDecoder(text))
                .accept(current, current.bytes().slice(at, to), ends, ready::add);
        at = ends ? 0 : to;
        entry = ends ? null : current;
        if (streams.size() > STREAMS) {
            Iterator<LineDecoder> oldest = streams.values().iterator();
            oldest.next().end(ready::add);
            oldest.remove();
        }
        return true;
    }

    private @Nullable TerminalEntry readEntry() {
        TerminalSnapshot current = page;
        if (current == null || index == current.size()) {
            current = readPage();
        }
        return current.size() == 0 ? null : current.entry(index++);
    }

    private TerminalSnapshot readPage() {
        TerminalSnapshot read = terminal.snapshot(next, ENTRIES_AT_ONCE);
        if (read.gap() > 0) {
            missed += read.gap();
            streams.values().forEach(decoder -> decoder.end(ready::add));
        }
        next = read.next();
        page = read;
        index = 0;
        return read;
    }
}
