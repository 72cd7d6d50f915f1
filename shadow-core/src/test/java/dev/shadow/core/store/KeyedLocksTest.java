package dev.shadow.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class KeyedLocksTest {
    private final KeyedLocks<String> locks = new KeyedLocks<>();
    private int counter;

    private static Deadline after(long millis) {
        return Deadline.after(Duration.ofMillis(millis));
    }

    @Test
    void oneThreadAtATimeHoldsAKeyAndNoneWhenAllAreDone() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(pool.submit(() -> {
                    for (int round = 0; round < 5_000; round++) {
                        locks.locked("k", after(30_000), () -> counter++);
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(counter).isEqualTo(40_000);
        assertThat(locks.holds("k")).isZero();
    }

    @Test
    void theSameThreadMayComeAgainAndOtherKeysAreFree() throws IOException, InterruptedException {
        String result = locks.locked(
                "a",
                after(1_000),
                () -> locks.locked("a", after(1_000), () -> {
                    assertThat(locks.holds("a")).isEqualTo(2);
                    return locks.locked("b", after(1_000), () -> "inside");
                }));
        assertThat(result).isEqualTo("inside");
    }

    @Test
    void waitingEndsAtTheDeadline() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ExecutorService holder = Executors.newSingleThreadExecutor();
        try {
            Future<?> holding = holder.submit(() -> locks.locked("k", after(30_000), () -> {
                held.countDown();
                done.await();
                return null;
            }));
            held.await();
            ShadowException failure =
                    catchThrowableOfType(ShadowException.class, () -> locks.locked("k", after(50), () -> "never"));
            assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
            done.countDown();
            holding.get();
        } finally {
            holder.shutdownNow();
        }
    }
}
