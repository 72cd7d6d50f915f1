package dev.shadow.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Locks that are given back together, the last one first. Not thread-safe. */
public final class HeldLocks implements Closeable {
    private final Deque<Closeable> held = new ArrayDeque<>();

    /** Without any lock. */
    public HeldLocks() {}

    /**
     * Keeps a lock.
     *
     * @param lock closed with this
     */
    public void add(Closeable lock) {
        held.push(lock);
    }

    /** Gives back all of them, also when one fails. */
    @Override
    public void close() throws IOException {
        @Nullable IOException failure = null;
        while (!held.isEmpty()) {
            try {
                held.pop().close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
