package dev.shadow.core.search;

import dev.shadow.core.store.OpenDirectory.Member;
import dev.shadow.file.FileType;
import java.io.Closeable;
import java.io.IOException;

/**
 * One directory, or some other things in a directory that follow each other in the order of the walk. Nothing that is not in
 * the piece stands between them. Thread-safe.
 *
 * @param level the directory that they are in
 * @param from the first
 * @param to after the last; more than from
 * @param key where the first stands in the order
 */
record Piece(Level level, int from, int to, String key) implements Closeable {
    int size() {
        return to - from;
    }

    Member member(int index) {
        return level.member(from + index);
    }

    boolean isDirectory() {
        return member(0).type() == FileType.DIRECTORY;
    }

    /** As users see it. */
    String path(int index) {
        return level.place().shown() + member(index).name();
    }

    /** From the place on where the walk began. */
    String relative(int index) {
        String shown = level.place().shown();
        int start = level.place().startLength();
        String name = member(index).name();
        return start == shown.length() ? name : shown.substring(start) + name;
    }

    @Override
    public void close() throws IOException {
        level.close();
    }
}
