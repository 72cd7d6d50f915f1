package dev.shadow.tck;

import dev.shadow.file.FileType;
import dev.shadow.watch.WatchEvent;
import dev.shadow.watch.WatchEvent.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of a watch that keeps the tree as the events tell it, and the events themselves while they are few.
 *
 * <p>Thread-safe.
 */
public final class WatchLog implements Consumer<WatchEvent> {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int MOST_EVENTS = 5_000;
    private static final int MOST_SHOWN = 50;

    private final TreeMap<String, FileType> tree = new TreeMap<>(); // guarded by this
    private final List<WatchEvent> events = new ArrayList<>(); // guarded by this
    private final Deque<WatchEvent> latest = new ArrayDeque<>(); // guarded by this
    private final List<String> mistakes = new ArrayList<>(); // guarded by this
    private @Nullable Throwable failure; // guarded by this
    private boolean known; // guarded by this
    private long last; // guarded by this
    private long count; // guarded by this

    /** A log that was told nothing yet. */
    public WatchLog() {}

    @Override
    public synchronized void accept(WatchEvent event) {
        count++;
        if (events.size() < MOST_EVENTS) {
            events.add(event);
        }
        if (latest.size() == MOST_SHOWN) {
            latest.remove();
        }
        latest.add(event);
        if (event.sequence() != 0) {
            if (event.sequence() <= last) {
                mistakes.add(event + " came after " + last);
            }
            last = event.sequence();
        }
        apply(event);
        notifyAll();
    }

    /**
     * Tells that the watch ended, so nobody waits in vain.
     *
     * @param reason null unless it failed
     */
    public synchronized void ended(@Nullable Throwable reason) {
        failure = reason;
        notifyAll();
    }

    private void apply(WatchEvent event) {
        switch (event.kind()) {
            case GAP -> {
                tree.clear();
                known = false;
            }
            case SYNCED -> known = true;
            case CREATED, PRESENT -> put(event);
            case DELETED, IGNORED -> remove(event);
            case RENAMED -> rename(event);
            case MODIFIED -> requireThere(event, event.path());
            case OVERFLOW -> {}
        }
    }

    private void put(WatchEvent event) {
        if (tree.put(event.path(), event.type()) != null && known) {
            mistakes.add(event + " was there");
        }
    }

    private void remove(WatchEvent event) {
        requireThere(event, event.path());
        if (!beneath(event.path()).isEmpty()) {
            mistakes.add(event + " was not empty");
        }
        tree.remove(event.path());
    }

    private void rename(WatchEvent event) {
        String from = event.oldPath().orElseThrow();
        requireThere(event, from);
        if (known && tree.containsKey(event.path())) {
            mistakes.add(event + " was there");
        }
        Map<String, FileType> moved = new TreeMap<>(beneath(from));
        moved.keySet().forEach(tree::remove);
        tree.remove(from);
        tree.put(event.path(), event.type());
        moved.forEach((path, type) -> tree.put(event.path() + path.substring(from.length()), type));
    }

    private void requireThere(WatchEvent event, String path) {
        if (known && tree.get(path) != event.type()) {
            mistakes.add(event + ", and " + path + " was " + tree.get(path));
        }
    }

    private Map<String, FileType> beneath(String path) {
        return path.equals(".") ? tree.tailMap(".", false) : tree.subMap(path + "/", path + "0");
    }

    /**
     * What is there, as was told. Events must have begun with what is present.
     *
     * @return types by paths
     */
    public synchronized Map<String, FileType> tree() {
        return new TreeMap<>(tree);
    }

    /**
     * Events that cannot be, given those before: numbers that go down, a removal of what is not there, and the like.
     *
     * @return empty when all is well
     */
    public synchronized List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /**
     * What was told, up to 5,000 events.
     *
     * @return events in their order
     */
    public synchronized List<WatchEvent> events() {
        return List.copyOf(events);
    }

    /**
     * How many events were told.
     *
     * @return the number
     */
    public synchronized long count() {
        return count;
    }

    /**
     * The last number told.
     *
     * @return 0 before the first
     */
    public synchronized long last() {
        return last;
    }

    /**
     * What was told, without numbers.
     *
     * @return such as {@code CREATED a} and {@code RENAMED a -> b}
     */
    public synchronized List<String> told() {
        return events.stream().map(WatchLog::line).toList();
    }

    private static String line(WatchEvent event) {
        return event.kind() + " " + event.oldPath().map(old -> old + " -> ").orElse("") + event.path();
    }

    /**
     * Waits for an event.
     *
     * @param kind its kind
     * @param path its path
     */
    public void await(Kind kind, String path) {
        await(kind + " " + path, event -> event.kind() == kind && event.path().equals(path));
    }

    private void await(String what, Predicate<WatchEvent> wanted) {
        await(what, () -> events.stream().anyMatch(wanted));
    }

    /**
     * Waits until the tree is as it should be. A failure tells only what differs, and the last events.
     *
     * @param wanted the tree
     */
    public synchronized void awaitTree(Map<String, FileType> wanted) {
        await(() -> difference(wanted), () -> known && tree.equals(wanted));
    }

    private String difference(Map<String, FileType> wanted) {
        List<String> differences = new ArrayList<>();
        Map<String, FileType> all = new TreeMap<>(tree);
        all.putAll(wanted);
        for (String path : all.keySet()) {
            if (tree.get(path) != wanted.get(path)) {
                differences.add(path + " is " + wanted.get(path) + " but was told to be " + tree.get(path));
            }
        }
        return (known ? "the tree" : "SYNCED, and the tree") + ", where " + differences.size() + " of " + wanted.size()
                + " differ, as "
                + differences.subList(0, Math.min(MOST_SHOWN, differences.size())) + ",";
    }

    /**
     * Waits for something, at most a minute.
     *
     * @param what it is
     * @param wanted whether it is so, looked at after each event
     */
    public synchronized void await(String what, BooleanSupplier wanted) {
        await(() -> what, wanted);
    }

    private synchronized void await(Supplier<String> what, BooleanSupplier wanted) {
        long end = System.nanoTime() + LONG.toNanos();
        try {
            while (!wanted.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || failure != null) {
                    throw new AssertionError(
                            what.get() + " was not told in " + count + " events, which ended with "
                                    + latest.stream().map(WatchLog::line).toList(),
                            failure);
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
