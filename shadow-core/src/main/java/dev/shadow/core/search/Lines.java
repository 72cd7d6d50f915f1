package dev.shadow.core.search;

/** How lines are shown. */
final class Lines {
    private static final int MOST_CHARACTERS = 10_000;

    private Lines() {}

    static String cut(String line) {
        if (line.length() <= MOST_CHARACTERS) {
            return line;
        }
        boolean splitsPair = Character.isHighSurrogate(line.charAt(MOST_CHARACTERS - 1));
        return line.substring(0, splitsPair ? MOST_CHARACTERS - 1 : MOST_CHARACTERS);
    }

    /** Several lines, each without a carriage return at its end. */
    static String withoutReturns(String lines) {
        String inner = lines.replace("\r\n", "\n");
        return inner.endsWith("\r") ? inner.substring(0, inner.length() - 1) : inner;
    }
}
