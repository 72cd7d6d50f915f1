package dev.shadow.core.terminal;

import dev.shadow.Bytes;
import dev.shadow.terminal.TerminalEntry.Kind;
import java.util.ArrayList;
import java.util.List;

/** Entries on their way into a ring, one after the other, each cut to what the ring may hold. Not thread-safe. */
final class Batch {
    private final Kind kind;
    private final String commandId;
    private final List<MiddleCut> contents;
    private int done;
    private long last;

    private Batch(Kind kind, String commandId, List<MiddleCut> contents) {
        this.kind = kind;
        this.commandId = commandId;
        this.contents = contents;
    }

    static Batch of(Kind kind, String commandId, List<Bytes> contents, TerminalLimits limits) {
        return new Batch(
                kind,
                commandId,
                contents.stream()
                        .map(content -> MiddleCut.of(content, limits.bytes()))
                        .toList());
    }

    /** Of entries that lie one after the other in a buffer. */
    static Batch of(Kind kind, String commandId, byte[] buffer, int from, int[] ends, TerminalLimits limits) {
        Bytes all = Bytes.copyOf(buffer);
        List<Bytes> contents = new ArrayList<>();
        int begin = from;
        for (int end : ends) {
            contents.add(all.slice(begin, end));
            begin = end;
        }
        return of(kind, commandId, contents, limits);
    }

    /**
     * Puts as many as there is room for. What follows the first follows directly: when the budget lacks something for it, the
     * ring gives up its oldest.
     *
     * @return how much the budget lacks for the next; 0 when all are in
     */
    long put(ChunkStore store, long now) {
        while (done < contents.size()) {
            MiddleCut next = contents.get(done);
            long missing = store.makeRoom(next.bytes().size(), now, next.omitted() > 0);
            if (missing == 0) {
                last = store.put(kind, commandId, next, now);
                done++;
            } else if (!isBegun() || !store.shed()) {
                return missing;
            }
        }
        return 0;
    }

    boolean isBegun() {
        return done > 0;
    }

    /** The sequence of the last that was put. */
    long last() {
        return last;
    }
}
