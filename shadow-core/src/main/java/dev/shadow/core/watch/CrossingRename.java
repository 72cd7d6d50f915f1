package dev.shadow.core.watch;

import dev.shadow.watch.WatchEvent;
import dev.shadow.watch.WatchEvent.Kind;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A directory that moved into what a subscriber watches, or out of it: each name in it is told, as if it was made or removed.
 * The last of them has the number. Not thread-safe.
 */
final class CrossingRename implements Iterator<WatchEvent> {
    private final WatchEvent rename;
    private final String oldPath;
    private final TreeImage moved;
    private final String directory;
    private int step;
    private @Nullable WatchEvent upcoming;

    CrossingRename(WatchEvent rename, TreeImage moved, String directory) {
        this.rename = rename;
        this.oldPath = rename.oldPath().orElseThrow();
        this.moved = moved;
        this.directory = directory;
        this.upcoming = find();
    }

    @Override
    public boolean hasNext() {
        return upcoming != null;
    }

    @Override
    public WatchEvent next() {
        WatchEvent event = upcoming;
        if (event == null) {
            throw new NoSuchElementException();
        }
        upcoming = find();
        return upcoming != null
                ? event
                : new WatchEvent(rename.sequence(), event.kind(), event.path(), event.oldPath(), event.type());
    }

    /** First what went, from the last name to the first, then what came. */
    private @Nullable WatchEvent find() {
        int size = moved.size();
        while (step < 2 * size) {
            boolean gone = step < size;
            int index = gone ? size - 1 - step : step - size;
            step++;
            String path = moved.path(index, gone ? oldPath : rename.path());
            if (Change.isWithin(path, directory)) {
                return WatchCursor.event(0, gone ? Kind.DELETED : Kind.CREATED, path, moved.type(index));
            }
        }
        return null;
    }
}
