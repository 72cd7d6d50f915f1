package dev.shadow.sidecar;

import dev.shadow.ShadowException;
import dev.shadow.spi.Interceptor;
import dev.shadow.spi.Operation;

/** Counts operations, how they ended and how long they took. Thread-safe. */
final class MetricsInterceptor implements Interceptor {
    private final Metrics metrics;

    MetricsInterceptor(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public <R> R intercept(Operation<R> operation, Chain next) throws InterruptedException {
        long start = System.nanoTime();
        String outcome = "INTERNAL";
        try {
            R result = next.proceed(operation);
            outcome = "OK";
            return result;
        } catch (ShadowException e) {
            outcome = e.code().name();
            throw e;
        } catch (InterruptedException e) {
            outcome = "INTERRUPTED";
            throw e;
        } finally {
            metrics.executed(operation.type().name(), outcome, System.nanoTime() - start);
        }
    }
}
