package dev.shadow.benchmarks;

/** The command line cannot be obeyed. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
