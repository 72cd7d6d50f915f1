package dev.shadow.examples;

/** A plan that cannot be used. The message says where and why. */
final class PlanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlanException(String message) {
        super(message);
    }
}
