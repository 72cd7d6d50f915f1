package dev.shadow.core.concurrent;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where engines get their threads from. All are daemons, and idle ones go away.
 *
 * <p>Thread-safe.
 */
public final class Threads {
    private static final Duration LONGEST_DELAY = Duration.ofDays(365);
    private static final Threads SYSTEM = new Threads();

    private final Executor blocking = pool("shadow-io-");
    private final Executor delivery = virtualThreads(pool("shadow-delivery-"));
    private final ScheduledThreadPoolExecutor timer = timer();

    private Threads() {}

    /**
     * The threads of this process.
     *
     * @return the only instance
     */
    public static Threads system() {
        return SYSTEM;
    }

    /**
     * For tasks that sit in system calls. Platform threads on every runtime, because a read of a pipe would pin a virtual
     * thread to its carrier, of which there are few.
     *
     * @return starts each task at once, on a thread of its own
     */
    public Executor blocking() {
        return blocking;
    }

    /**
     * For tasks that call a user's code. Virtual threads where the runtime has them.
     *
     * @return starts each task at once, on a thread of its own
     */
    public Executor delivery() {
        return delivery;
    }

    /**
     * Runs a short task later.
     *
     * @param delay from now; more than a year counts as a year
     * @param task must not block
     * @return to cancel it
     */
    public ScheduledFuture<?> schedule(Duration delay, Runnable task) {
        Duration bounded = delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
        return timer.schedule(task, bounded.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static ExecutorService pool(String name) {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons(name));
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons("shadow-timer-"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    private static ThreadFactory daemons(String name) {
        AtomicLong count = new AtomicLong();
        return task -> {
            Thread thread = new Thread(null, task, name + count.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Looked up by name, as the class is compiled for a runtime that has none (JEP 444 came with 21). */
    private static Executor virtualThreads(Executor otherwise) {
        try {
            return (Executor)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return otherwise;
        }
    }
}
