package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.CommandHandle;
import dev.shadow.Subscription;
import dev.shadow.command.Channel;
import dev.shadow.command.OutputChunk;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * A person at a program's terminal: sees what it writes, without the sequences that move the cursor and set colours, waits for
 * what it looks for, and types.
 *
 * <p>Thread-safe.
 */
public final class TerminalScreen implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String SEQUENCES = "\u001b\\[[0-?]*[ -/]*[@-~]" // CSI, as ECMA-48 says
            + "|\u001b[\\]P_^X][^\u0007\u001b]*(\u0007|\u001b\\\\)" // OSC and other strings
            + "|\u001b[ -/]*[0-~]"
            + "|[\u000e\u000f]";

    private final CommandHandle handle;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream(); // guarded by lock
    private int typedAt; // guarded by lock
    private final Subscription delivery;

    TerminalScreen(CommandHandle handle) {
        this.handle = handle;
        this.delivery = handle.output(Channel.STDOUT, 0, this::show);
    }

    private void show(OutputChunk chunk) {
        lock.lock();
        try {
            seen.writeBytes(chunk.bytes().toByteArray());
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Types something; what is waited for from now on comes after it. */
    TerminalScreen type(String keys) {
        lock.lock();
        try {
            typedAt = seen.size();
        } finally {
            lock.unlock();
        }
        handle.write(keys);
        return this;
    }

    /** Waits until a text has been written since the last key. */
    TerminalScreen await(String text) {
        return await(text, shown -> shown.contains(text));
    }

    /** Waits until what was written since the last key matches. */
    TerminalScreen awaitMatch(String pattern) {
        return await(pattern, shown -> shown.matches("(?s).*" + pattern + ".*"));
    }

    private TerminalScreen await(String what, Predicate<String> holds) {
        long nanos = LONG.toNanos();
        lock.lock();
        try {
            while (!holds.test(textSince())) {
                assertThat(nanos)
                        .as("waiting for <%s> and seeing <%s>", what, textSince())
                        .isPositive();
                nanos = more.awaitNanos(nanos);
            }
            return this;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }

    private String textSince() {
        byte[] bytes = seen.toByteArray();
        return new String(bytes, typedAt, bytes.length - typedAt, StandardCharsets.UTF_8).replaceAll(SEQUENCES, "");
    }

    /** Waits until the program's output has ended. */
    void awaitEnd() {
        assertThat(delivery.completion()).succeedsWithin(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        delivery.close();
    }
}
