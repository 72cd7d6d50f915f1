package dev.shadow.remote;

/** What must be told to the sidecar although the calling thread was interrupted, whose flag is set again afterwards. */
final class InterruptAside {
    private InterruptAside() {}

    @FunctionalInterface
    interface Step {
        void run() throws InterruptedException;
    }

    static void run(Step step) {
        boolean interrupted = Thread.interrupted();
        try {
            step.run();
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
