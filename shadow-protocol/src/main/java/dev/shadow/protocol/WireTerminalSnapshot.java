package dev.shadow.protocol;

import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalSnapshot;
import java.util.AbstractList;
import java.util.List;

/** {@link TerminalSnapshot} as JSON, written entry by entry. */
record WireTerminalSnapshot(List<TerminalEntry> entries, long next, long gap) {
    static WireTerminalSnapshot of(TerminalSnapshot snapshot) {
        List<TerminalEntry> lazily = new AbstractList<>() {
            @Override
            public TerminalEntry get(int index) {
                return snapshot.entry(index);
            }

            @Override
            public int size() {
                return snapshot.size();
            }
        };
        return new WireTerminalSnapshot(lazily, snapshot.next(), snapshot.gap());
    }

    TerminalSnapshot snapshot() {
        return new Copy(List.copyOf(entries), next, gap);
    }

    private record Copy(List<TerminalEntry> entries, long next, long gap) implements TerminalSnapshot {
        @Override
        public int size() {
            return entries.size();
        }

        @Override
        public TerminalEntry entry(int index) {
            return entries.get(index);
        }
    }
}
