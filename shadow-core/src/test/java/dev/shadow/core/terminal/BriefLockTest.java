package dev.shadow.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BriefLockTest {
    private final BriefLock lock = new BriefLock();
    private long count; // guarded by lock

    private void count(int times) {
        for (int i = 0; i < times; i++) {
            lock.lock();
            try {
                count++;
            } finally {
                lock.unlock();
            }
        }
    }

    /** More threads than cores, so that holders are taken off theirs while others wait. */
    @Test
    void letsOneThreadInAtATimeAndShowsItWhatTheOneBeforeWrote() throws InterruptedException {
        int perThread = 300_000;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors() + 1; i++) {
            Thread thread = new Thread(() -> count(perThread));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(count).isEqualTo((long) threads.size() * perThread);
    }

    @Test
    void aThreadThatWaitsForLongGetsItInterruptedOrNot() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(2);
        lock.lock();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread thread = new Thread(() -> {
                count(1);
                done.countDown();
            });
            threads.add(thread);
            thread.start();
        }
        threads.get(0).interrupt();
        assertThat(done.await(50, TimeUnit.MILLISECONDS)).isFalse();
        lock.unlock();
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(count).isEqualTo(2);
    }
}
