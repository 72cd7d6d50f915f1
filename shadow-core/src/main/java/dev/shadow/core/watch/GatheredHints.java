package dev.shadow.core.watch;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hints since they were last taken: at most some names for each watch, so there is no more of them than of directories.
 *
 * <p>Thread-safe.
 */
final class GatheredHints implements WatchStore.Hints {
    private final Runnable some;
    private Map<Object, Dirt> gathered = new LinkedHashMap<>(); // guarded by this

    /**
     * None yet.
     *
     * @param some called after each hint
     */
    GatheredHints(Runnable some) {
        this.some = some;
    }

    @Override
    public void changed(Object watch, String name, boolean named) {
        synchronized (this) {
            of(watch).add(name, named);
        }
        some.run();
    }

    @Override
    public void overflowed(Object watch) {
        synchronized (this) {
            of(watch).overflow();
        }
        some.run();
    }

    @Override
    public void ended(Object watch) {
        synchronized (this) {
            of(watch).ended = true;
        }
        some.run();
    }

    private Dirt of(Object watch) {
        return gathered.computeIfAbsent(watch, unknown -> new Dirt());
    }

    synchronized Map<Object, Dirt> take() {
        Map<Object, Dirt> taken = gathered;
        gathered = new LinkedHashMap<>();
        return taken;
    }

    synchronized boolean isEmpty() {
        return gathered.isEmpty();
    }
}
