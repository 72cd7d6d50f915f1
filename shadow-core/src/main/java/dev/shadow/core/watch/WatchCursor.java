package dev.shadow.core.watch;

import dev.shadow.ShadowException;
import dev.shadow.core.concurrent.PullPublisher;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import dev.shadow.watch.WatchEvent;
import dev.shadow.watch.WatchEvent.Kind;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The place of one subscriber in the history, and what of it concerns the directory that it watches. It holds nothing but its
 * place, a few changes, and after a gap an image of the names.
 *
 * <p>Used by one thread at a time, but for {@link #show}, {@link #fail} and {@link #wake}.
 */
final class WatchCursor implements PullPublisher.Cursor<WatchEvent> {
    private static final int CHANGES_AT_ONCE = 64;

    private final WatchEngine engine;
    private final WorkspacePath watched;
    private final String directory;
    private final Runnable wake;
    private final Queue<Change> changes = new ArrayDeque<>();
    private final AtomicReference<@Nullable Present> shown = new AtomicReference<>();
    private volatile @Nullable ShadowException failure;
    private Iterator<WatchEvent> telling = Collections.emptyIterator();
    private long position;
    private boolean waiting;

    /** What is there, with the changes up to a number in it. */
    private record Present(TreeImage image, long sequence) {}

    WatchCursor(WatchEngine engine, WorkspacePath directory, long position, Runnable wake) {
        this.engine = engine;
        this.watched = directory;
        this.directory = directory.toString();
        this.position = position;
        this.wake = wake;
    }

    WorkspacePath directory() {
        return watched;
    }

    @Override
    public @Nullable WatchEvent next() {
        while (true) {
            if (telling.hasNext()) {
                return telling.next();
            }
            ShadowException broken = failure;
            if (broken != null) {
                throw broken;
            }
            if (waiting && !showed()) {
                return null;
            }
            if (!telling.hasNext() && !advance()) {
                return null;
            }
        }
    }

    private boolean showed() {
        Present present = shown.getAndSet(null);
        if (present == null) {
            return false;
        }
        waiting = false;
        position = present.sequence + 1;
        telling = new Iterator<>() {
            private int index;

            @Override
            public boolean hasNext() {
                return index <= present.image.size();
            }

            @Override
            public WatchEvent next() {
                int i = index++;
                return i == present.image.size()
                        ? event(present.sequence, Kind.SYNCED, directory, FileType.DIRECTORY)
                        : event(0, Kind.PRESENT, present.image.path(i, directory), present.image.type(i));
            }
        };
        return true;
    }

    /** Goes to the next change, or into the gap. False when there is none yet. */
    private boolean advance() {
        if (changes.isEmpty()) {
            List<Change> more = engine.history().from(position, CHANGES_AT_ONCE);
            if (more == null) {
                waiting = true;
                telling = List.of(event(0, Kind.GAP, directory, FileType.DIRECTORY))
                        .iterator();
                engine.show(this);
                return true;
            }
            changes.addAll(more);
        }
        Change change = changes.poll();
        if (change == null) {
            return false;
        }
        position = change.event().sequence() + 1;
        telling = concerning(change);
        return true;
    }

    private Iterator<WatchEvent> concerning(Change change) {
        WatchEvent event = change.event();
        String oldPath = event.oldPath().orElse(event.path());
        boolean to = Change.isWithin(event.path(), directory);
        boolean from = Change.isWithin(oldPath, directory);
        if (event.kind() == Kind.OVERFLOW) {
            return only(event, to || Change.isWithin(directory, event.path()));
        }
        if (event.kind() != Kind.RENAMED || (to && from)) {
            return only(event, to);
        }
        if (change.moved() != null) {
            return new CrossingRename(event, change.moved(), directory);
        }
        if (!to && !from) {
            return Collections.emptyIterator();
        }
        return only(
                to
                        ? event(event.sequence(), Kind.CREATED, event.path(), event.type())
                        : event(event.sequence(), Kind.DELETED, oldPath, event.type()),
                true);
    }

    private static Iterator<WatchEvent> only(WatchEvent event, boolean told) {
        return told ? List.of(event).iterator() : Collections.emptyIterator();
    }

    static WatchEvent event(long sequence, Kind kind, String path, FileType type) {
        return new WatchEvent(sequence, kind, path, Optional.empty(), type);
    }

    /** Whether the engine was closed and everything told. */
    @Override
    public boolean isAtEnd() {
        return engine.isClosed()
                && failure == null
                && !telling.hasNext()
                && changes.isEmpty()
                && (waiting || isEmpty(engine.history().from(position, 1)));
    }

    private static boolean isEmpty(@Nullable List<Change> more) {
        return more == null || more.isEmpty();
    }

    @Override
    public void close() {
        engine.detach(this);
    }

    /** Gives what is there, as was asked for. */
    void show(TreeImage image, long sequence) {
        shown.set(new Present(image, sequence));
        wake();
    }

    void fail(ShadowException broken) {
        failure = broken;
        wake();
    }

    void wake() {
        wake.run();
    }
}
