package dev.shadow.tools;

import dev.shadow.CommandTools;
import dev.shadow.Experimental;
import dev.shadow.spi.Check;
import java.time.Duration;

/**
 * How much one tool call may return, and how long one command may run.
 *
 * <p>Thread-safe.
 *
 * @param maxCharacters about how many characters of content a result holds, 1,000 to 1,000,000; a notice says how to go on
 * @param commandTimeout when a command is ended; one in the background is not
 */
@Experimental
public record ToolLimits(int maxCharacters, Duration commandTimeout) {
    /** 40,000 characters, and {@link CommandTools#DEFAULT_TIMEOUT}. */
    public static final ToolLimits DEFAULT = new ToolLimits(40_000, CommandTools.DEFAULT_TIMEOUT);

    /** Checks the bounds. */
    public ToolLimits {
        Check.range("maxCharacters", maxCharacters, 1_000, 1_000_000);
        Check.positive("commandTimeout", commandTimeout);
    }

    /**
     * A copy with another size of results.
     *
     * @param characters 1,000 to 1,000,000
     * @return the copy
     */
    public ToolLimits maxCharacters(int characters) {
        return new ToolLimits(characters, commandTimeout);
    }

    /**
     * A copy that ends commands sooner or later.
     *
     * @param longest more than zero
     * @return the copy
     */
    public ToolLimits commandTimeout(Duration longest) {
        return new ToolLimits(maxCharacters, longest);
    }
}
