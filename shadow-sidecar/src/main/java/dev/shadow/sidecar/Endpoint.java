package dev.shadow.sidecar;

import java.io.IOException;

/** Answers the requests of one route. Implementations must be thread-safe. */
@FunctionalInterface
interface Endpoint {
    /**
     * Answers, now or later. A failure that is thrown is answered by the caller.
     *
     * @throws IOException when the request cannot be read
     * @throws InterruptedException when its call was cancelled
     */
    void handle(Exchange exchange) throws IOException, InterruptedException;

    /** An endpoint with a whole answer. */
    @FunctionalInterface
    interface Simple {
        Reply answer(Exchange exchange) throws IOException, InterruptedException;
    }

    static Endpoint simple(Simple simple) {
        return exchange -> exchange.reply(simple.answer(exchange));
    }
}
