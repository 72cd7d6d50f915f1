package dev.shadow.sidecar;

import dev.shadow.Health;
import dev.shadow.ShadowException;
import dev.shadow.spi.Backend;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Whether the sidecar can serve. Asked by anybody without a token, so its backend is asked once a second at most. Thread-safe. */
final class Watchman {
    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Backend backend;
    private final LongSupplier nanoClock;
    private @Nullable Health last; // guarded by this
    private long askedNanos; // guarded by this

    Watchman(Backend backend, LongSupplier nanoClock) {
        this.backend = backend;
        this.nanoClock = nanoClock;
    }

    Reply ready(Exchange exchange) throws InterruptedException {
        Health health = health(exchange.requestId());
        return health.ok()
                ? Reply.text(200, "ready\n")
                : Reply.text(503, "not ready\n").with("Retry-After", 1);
    }

    private synchronized Health health(String requestId) throws InterruptedException {
        long now = nanoClock.getAsLong();
        Health known = last;
        if (known == null || now - askedNanos >= KEPT.toNanos()) {
            known = ask(requestId);
            last = known;
            askedNanos = now;
        }
        return known;
    }

    private Health ask(String requestId) throws InterruptedException {
        try {
            return backend.health(new CallContext("", Deadline.after(LONGEST), requestId, Optional.empty()));
        } catch (ShadowException e) {
            return new Health(false, e.message());
        }
    }
}
