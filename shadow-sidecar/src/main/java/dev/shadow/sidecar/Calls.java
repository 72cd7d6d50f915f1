package dev.shadow.sidecar;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.protocol.Headers;
import dev.shadow.protocol.WireErrors;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** How every call is executed: within the limit of how many, once by its key, with its credentials. Thread-safe. */
final class Calls {
    private static final Pattern KEY = Pattern.compile("[!-~]{1,128}");

    private final String instance;
    private final KeyedCalls keyed;
    private final CallCredentials credentials;
    private final int atOnce;
    private final Semaphore permits;
    private final Executor executor = Executors.newCachedThreadPool(Calls::daemon); // the permits bound it

    Calls(String instance, KeyedCalls keyed, CallCredentials credentials, int atOnce) {
        this.instance = instance;
        this.keyed = keyed;
        this.credentials = credentials;
        this.atOnce = atOnce;
        this.permits = new Semaphore(atOnce);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "sidecar-call");
        thread.setDaemon(true);
        return thread;
    }

    /** A call that changes nothing. */
    Reply read(KeyedCalls.Action action) throws IOException, InterruptedException {
        enter();
        try {
            return action.run();
        } finally {
            leave();
        }
    }

    /** For what holds a thread for as long as it takes: whoever enters leaves. */
    void enter() {
        if (!permits.tryAcquire()) {
            throw overloaded();
        }
    }

    void leave() {
        permits.release();
    }

    /** Waits until no call is under way, or the time is over. */
    void awaitNone(long time, TimeUnit unit) throws InterruptedException {
        if (permits.tryAcquire(atOnce, time, unit)) {
            permits.release(atOnce); // whoever comes now is told to go away by the door
        }
    }

    /** How many calls are under way. */
    int underWay() {
        return atOnce - permits.availablePermits();
    }

    /**
     * A call that changes something: once by its key, where it has one.
     *
     * @param body what it says beside its path and query
     */
    Reply change(Exchange exchange, byte[] body, Deadline deadline, KeyedCalls.Action action)
            throws IOException, InterruptedException {
        Optional<CallCredentials.Given> given = CallCredentials.of(exchange);
        KeyedCalls.Action own = () -> credentials.with(given, action);
        Optional<String> key = exchange.header(Headers.IDEMPOTENCY_KEY);
        if (key.isEmpty()) {
            return read(own);
        }
        requireOurs(exchange);
        requireKey(key.get());
        String fingerprint = fingerprint(exchange, body);
        Optional<Duration> wait = Preference.wait(exchange);
        return wait.isPresent()
                ? patiently(key.get(), fingerprint, exchange.requestId(), wait.get(), own)
                : read(() -> keyed.once(key.get(), fingerprint, exchange.requestId(), deadline, own));
    }

    /** Answers before the caller's patience ends; whoever gets 202 asks again by the same key. */
    private Reply patiently(String key, String fingerprint, String requestId, Duration wait, KeyedCalls.Action action)
            throws IOException, InterruptedException {
        boolean permitted = permits.tryAcquire();
        if (!permitted && !keyed.isKnown(key)) {
            throw overloaded();
        }
        Runnable end = permitted ? permits::release : () -> {};
        try {
            return keyed.begin(key, fingerprint, requestId, executor, end, action)
                    .get(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Preference.notYet();
        } catch (ExecutionException e) {
            throw KeyedCalls.notBegun(e);
        }
    }

    static void requireKey(String key) {
        if (!KEY.matcher(key).matches()) {
            throw Exchange.invalid(Headers.IDEMPOTENCY_KEY + " must be 1 to 128 printable ASCII characters");
        }
    }

    void requireOurs(Exchange exchange) {
        Optional<String> asked = exchange.header(Headers.INSTANCE);
        if (asked.isPresent() && !asked.get().equals(instance)) {
            throw new ShadowException(
                    WireErrors.WRONG_INSTANCE,
                    "this is another sidecar than the one that the call was meant for, which may or may not have done it");
        }
    }

    void cancel(String key) throws InterruptedException {
        keyed.cancel(key);
    }

    private static ShadowException overloaded() {
        return new ShadowException(
                        ErrorCode.OVERLOADED, "the sidecar has as many calls under way as it takes; try again soon")
                .asRetryable();
    }

    private static String fingerprint(Exchange exchange, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String target = exchange.method() + " " + exchange.routeAndQuery() + "\n";
            digest.update(target.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
