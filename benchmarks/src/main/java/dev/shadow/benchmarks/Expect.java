package dev.shadow.benchmarks;

import java.util.Arrays;
import java.util.Objects;

/** Compares what a side returned with what is known to be right. Thread-safe. */
public final class Expect {
    private static final int SHOWN = 60;

    private Expect() {}

    /**
     * Compares values.
     *
     * @param what names the value
     * @param expected what is right
     * @param actual what came
     * @throws WrongResultException when they differ
     */
    public static void same(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new WrongResultException(what + " is " + shown(actual) + " and should be " + shown(expected));
        }
    }

    /**
     * Compares bytes.
     *
     * @param what names the bytes
     * @param expected what is right
     * @param actual what came
     * @throws WrongResultException when they differ
     */
    public static void same(String what, byte[] expected, byte[] actual) {
        int at = Arrays.mismatch(expected, actual);
        if (at >= 0) {
            throw new WrongResultException(what + " (" + actual.length + " bytes) differs at byte " + at + " from the "
                    + expected.length + " bytes expected");
        }
    }

    private static String shown(Object value) {
        String text = String.valueOf(value).replace("\n", "\\n");
        return text.length() <= SHOWN ? "'" + text + "'" : "'" + text.substring(0, SHOWN) + "...'";
    }
}
