package dev.shadow.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiskWorkTest {
    private final DiskWork disk = new DiskWork(
            Threads.system(), e -> new ShadowException(ErrorCode.IO_ERROR, String.valueOf(e.getMessage()), e));
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void release() {
        release.countDown();
    }

    private void hang() throws InterruptedException {
        disk.inBackground(() -> {
            hanging.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        hanging.await();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    /** Each call left a thread behind that waited for its turn for ever. */
    @Test
    void aCallThatMeetsItsDeadlineBehindADiskThatHangsIsNotDoneLater() throws InterruptedException {
        hang();
        assertThatThrownBy(() -> disk.call(Deadline.after(Duration.ofMillis(30)), done::incrementAndGet))
                .isInstanceOfSatisfying(
                        ShadowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        release.countDown();
        assertThat(disk.call(soon(), done::get)).isZero();
    }

    @Test
    void whatMustBeDoneIsDoneWhenTheDiskGoesOn() throws InterruptedException {
        hang();
        assertThatThrownBy(() -> disk.callOnce(Deadline.after(Duration.ofMillis(30)), done::incrementAndGet))
                .isInstanceOf(ShadowException.class);
        release.countDown();
        await().atMost(Duration.ofSeconds(20)).until(() -> done.get() == 1);
    }

    @Test
    void aFailureIsToldAndTheNextHasItsTurn() throws InterruptedException {
        assertThatThrownBy(() -> disk.call(soon(), () -> {
                    throw new IOException("broken");
                }))
                .isInstanceOf(ShadowException.class)
                .hasMessageContaining("broken");
        assertThat(disk.call(soon(), () -> 7)).isEqualTo(7);
    }
}
