package dev.shadow.command;

import dev.shadow.spi.Check;

/**
 * The size of a pseudo-terminal.
 *
 * <p>Thread-safe.
 *
 * @param columns 1 to 1,000
 * @param rows 1 to 1,000
 */
public record PtySize(int columns, int rows) {
    /**
     * Checks the bounds.
     *
     * @param columns the component of that name
     * @param rows the component of that name
     */
    public PtySize {
        Check.range("columns", columns, 1, 1_000);
        Check.range("rows", rows, 1, 1_000);
    }
}
