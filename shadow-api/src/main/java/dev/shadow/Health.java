package dev.shadow;

/**
 * Whether a backend can serve.
 *
 * <p>Thread-safe.
 *
 * @param ok true when it can
 * @param message one line that says what was checked, or what is wrong
 */
public record Health(boolean ok, String message) {}
