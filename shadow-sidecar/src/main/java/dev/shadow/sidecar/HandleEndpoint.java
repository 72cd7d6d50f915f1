package dev.shadow.sidecar;

import java.io.IOException;

/** Answers the requests of one route beneath a handle. Implementations must be thread-safe. */
@FunctionalInterface
interface HandleEndpoint {
    /**
     * Answers, now or later. A failure that is thrown is answered by the caller.
     *
     * @throws IOException when the request cannot be read
     * @throws InterruptedException when its call was cancelled
     */
    void handle(Exchange exchange, OpenHandle handle) throws IOException, InterruptedException;

    /** An endpoint with a whole answer. */
    @FunctionalInterface
    interface Simple {
        Reply answer(Exchange exchange, OpenHandle handle) throws IOException, InterruptedException;
    }

    static HandleEndpoint simple(Simple simple) {
        return (exchange, handle) -> exchange.reply(simple.answer(exchange, handle));
    }
}
