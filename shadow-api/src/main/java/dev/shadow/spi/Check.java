package dev.shadow.spi;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.time.Duration;

/**
 * Argument checks that end in {@link ErrorCode#INVALID_ARGUMENT} with the offending value in the message.
 *
 * <p>Thread-safe.
 */
public final class Check {
    private Check() {}

    /**
     * Refuses durations of zero or less.
     *
     * @param name the argument's name
     * @param value its value
     * @return the value
     */
    public static Duration positive(String name, Duration value) {
        require(!value.isNegative() && !value.isZero(), name + " must be more than zero, and is " + value);
        return value;
    }

    /**
     * Refuses numbers outside a range.
     *
     * @param name the argument's name
     * @param value its value
     * @param least the least value allowed
     * @param most the greatest value allowed
     * @return the value
     */
    public static long range(String name, long value, long least, long most) {
        require(value >= least && value <= most, name + " must be from " + least + " to " + most + ", and is " + value);
        return value;
    }

    /**
     * Refuses numbers outside a range.
     *
     * @param name the argument's name
     * @param value its value
     * @param least the least value allowed
     * @param most the greatest value allowed
     * @return the value
     */
    public static int range(String name, int value, int least, int most) {
        return (int) range(name, (long) value, least, most);
    }

    /**
     * Refuses text that is empty, too long, or not printable ASCII.
     *
     * @param name the argument's name
     * @param value its value
     * @param most the greatest length
     * @return the value
     */
    public static String token(String name, String value, int most) {
        require(
                !value.isEmpty() && value.length() <= most && value.chars().allMatch(c -> c > 0x20 && c < 0x7f),
                name + " must be 1 to " + most + " printable ASCII characters without spaces");
        return value;
    }

    /**
     * Refuses empty text, and text with a NUL in it.
     *
     * @param name the argument's name
     * @param value its value
     * @return the value
     */
    public static String text(String name, String value) {
        require(!value.isEmpty(), name + " must not be empty");
        require(value.indexOf('\0') < 0, name + " must not contain a NUL character");
        return value;
    }

    /**
     * Refuses a call whose arguments break a rule.
     *
     * @param holds the rule
     * @param message what must hold, and what was given
     * @throws ShadowException {@link ErrorCode#INVALID_ARGUMENT} when it does not hold
     */
    public static void require(boolean holds, String message) {
        if (!holds) {
            throw new ShadowException(ErrorCode.INVALID_ARGUMENT, message);
        }
    }
}
