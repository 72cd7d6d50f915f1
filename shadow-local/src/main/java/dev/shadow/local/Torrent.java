package dev.shadow.local;

import java.util.concurrent.TimeUnit;

/**
 * Whether a process writes so fast that its reader does better to let the pipe fill for a moment. A reader that takes every few
 * kilobytes as soon as they are there pays for each with a switch of threads, for itself, for the writer and for those whom it
 * tells; network drivers met the same (Mogul and Ramakrishnan, Eliminating receive livelock in an interrupt-driven kernel, 1997).
 *
 * <p>Not thread-safe.
 */
final class Torrent {
    /** At four gigabytes a second this is a fifth of a wide pipe, and of a second it is nothing that anybody notices. */
    static final long REST_NANOS = 50_000;

    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long MUCH = 256 << 10;

    private long windowStart = System.nanoTime();
    private long inWindow;
    private boolean on;

    void took(int count) {
        inWindow += count;
    }

    /** Judged anew about every millisecond. */
    boolean isOn() {
        long elapsed = System.nanoTime() - windowStart;
        if (elapsed >= WINDOW_NANOS) {
            on = inWindow >= MUCH * elapsed / WINDOW_NANOS;
            windowStart += elapsed;
            inWindow = 0;
        }
        return on;
    }
}
