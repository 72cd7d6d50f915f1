package dev.shadow.core.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** Carries an interrupt through a callback that may only throw what a store throws. */
final class Interruption {
    private Interruption() {}

    @FunctionalInterface
    interface Step {
        void run() throws IOException, InterruptedException;
    }

    static void checked(Step step) throws IOException {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
    }
}
