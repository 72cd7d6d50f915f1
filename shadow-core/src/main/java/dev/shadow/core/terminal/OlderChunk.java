package dev.shadow.core.terminal;

import dev.shadow.terminal.TerminalEntry;
import java.util.List;

/**
 * Entries of a log that fit into one chunk.
 *
 * @param entries with directly following sequences
 * @param bytes of their contents
 * @param latest no entry may seem to be later than those that are held already
 */
record OlderChunk(List<TerminalEntry> entries, int bytes, long latest) {
    /** As many as possible before a place. */
    static OlderChunk before(List<TerminalEntry> all, int end, long latest) {
        int begin = end - 1;
        long bytes = all.get(begin).bytes().size();
        while (begin > 0 && joins(all.get(begin - 1), all.get(begin)) && end - begin < Chunk.MOST_ENTRIES) {
            bytes += all.get(begin - 1).bytes().size();
            if (bytes > Chunk.MOST_BYTES || spansTooLong(all.get(begin - 1), all.get(end - 1))) {
                break;
            }
            begin--;
        }
        return of(all.subList(begin, end), latest);
    }

    static OlderChunk single(List<TerminalEntry> all, int end, long latest) {
        return of(all.subList(end - 1, end), latest);
    }

    private static OlderChunk of(List<TerminalEntry> entries, long latest) {
        int bytes = entries.stream().mapToInt(entry -> entry.bytes().size()).sum();
        return new OlderChunk(entries, bytes, latest);
    }

    private static boolean joins(TerminalEntry entry, TerminalEntry next) {
        return entry.sequence() + 1 == next.sequence() && entry.omitted() == 0 && next.omitted() == 0;
    }

    private static boolean spansTooLong(TerminalEntry first, TerminalEntry last) {
        return last.time().toEpochMilli() - first.time().toEpochMilli() > Integer.MAX_VALUE;
    }

    int count() {
        return entries.size();
    }

    Chunk build() {
        TerminalEntry first = entries.get(0);
        Chunk chunk = new Chunk(bytes, entries.size()).begin(first.sequence(), time(first));
        for (TerminalEntry entry : entries) {
            entry.bytes().copyTo(chunk.data(), chunk.used());
            int meta = chunk.meta(entry.kind(), entry.commandId().orElse(""));
            chunk.add(entry.bytes().size(), time(entry), meta);
        }
        chunk.setOmitted(first.omitted());
        return chunk;
    }

    private long time(TerminalEntry entry) {
        return Math.min(latest, entry.time().toEpochMilli());
    }
}
