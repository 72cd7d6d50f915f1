package dev.shadow.core.watch;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.Failures;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The tree while somebody watches: the store under it, and the timers that bring it up to date. Used by the
 * engine's worker alone, but for the hints.
 */
final class WatchSession {
    /** A tree that takes long to look through is looked through half of the time at most, and this long at most apart. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final WatchStore store;
    private final WatchTree tree;
    private final TreeUpdate update;
    private final WatchTime time;
    private final WatchLimits limits;
    private final Executor worker;
    private final BooleanSupplier ended;
    private final Consumer<ShadowException> onFailure;
    private final Runnable onChange;
    private final GatheredHints hints = new GatheredHints(this::schedule);
    private final AtomicBoolean scheduled = new AtomicBoolean(true); // until the first look is over
    private volatile Duration pause;

    WatchSession(
            WatchStore.Starter starter,
            FileStore files,
            WatchTime time,
            WatchLimits limits,
            Executor worker,
            BooleanSupplier ended,
            Runnable onChange,
            Consumer<ShadowException> onFailure)
            throws IOException {
        this.time = time;
        this.limits = limits;
        this.worker = worker;
        this.ended = ended;
        this.onChange = onChange;
        this.onFailure = onFailure;
        this.pause = limits.window();
        this.store = starter.start(hints);
        this.tree = new WatchTree(store, placeOfRoot());
        this.update = new TreeUpdate(tree, store, files, time, ended);
    }

    private static FileEntry placeOfRoot() {
        return new FileEntry(
                ".", FileType.DIRECTORY, 0, FileTime.fromMillis(0), true, Optional.empty(), "no root was seen yet");
    }

    /** Looks through the whole tree, and tells what changes from then on. */
    void begin(Teller teller) throws IOException {
        update.run(Map.of());
        update.tellTo(teller);
        scheduled.set(false);
        if (isUnfinished()) {
            schedule();
        }
        Future<?> unused = time.schedule(limits.rootCheck(), () -> worker.execute(this::checkRoot));
    }

    private boolean isUnfinished() {
        return update.isUnfinished() || !hints.isEmpty();
    }

    private void schedule() {
        if (!ended.getAsBoolean() && scheduled.compareAndSet(false, true)) {
            Future<?> unused = time.schedule(pause, () -> worker.execute(this::bringUpToDate));
        }
    }

    private void bringUpToDate() {
        if (ended.getAsBoolean()) {
            return;
        }
        long begin = time.millis();
        attempt(() -> update.run(hints.take()));
        pause = pauseAfter(Duration.ofMillis(time.millis() - begin));
        scheduled.set(false);
        if (isUnfinished()) {
            schedule();
        }
    }

    private Duration pauseAfter(Duration work) {
        if (work.compareTo(limits.window()) <= 0) {
            return limits.window();
        }
        return work.compareTo(LONGEST_PAUSE) < 0 ? work : LONGEST_PAUSE;
    }

    private void checkRoot() {
        if (ended.getAsBoolean()) {
            return;
        }
        attempt(update::checkRoot);
        if (update.isUnfinished()) {
            schedule();
        }
        Future<?> unused = time.schedule(limits.rootCheck(), () -> worker.execute(this::checkRoot));
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void attempt(Step step) {
        try {
            step.run();
            onChange.run();
        } catch (IOException | RuntimeException | Error e) {
            if (!ended.getAsBoolean()) {
                onFailure.accept(failure(e));
            }
        }
    }

    static ShadowException failure(Throwable e) {
        if (e instanceof ShadowException known) {
            return known;
        }
        return e instanceof IOException broken
                ? Failures.of(".", broken)
                : new ShadowException(ErrorCode.INTERNAL, "watching failed: " + e, e);
    }

    /** Names and types of what is at a path and beneath it. */
    TreeImage image(WorkspacePath path) {
        TreeNode node = tree.find(path);
        return node == null ? TreeImage.empty() : TreeImage.of(node);
    }

    void close() {
        try {
            store.close();
        } catch (IOException e) {
            return; // it holds nothing that anybody could still give back
        }
    }
}
