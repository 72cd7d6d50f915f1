package dev.shadow.policy;

/**
 * A word of a shell line after quotes are removed. Thread-safe.
 *
 * @param text what is literal of it
 * @param known whether that is the whole word: a shell would replace nothing in it
 */
record ShellWord(String text, boolean known) {
    /** A word that stands for itself. */
    static ShellWord literal(String text) {
        return new ShellWord(text, true);
    }

    /** Whether it sets a variable for the command that follows: {@code NAME=value}. */
    boolean isAssignment() {
        int equals = text.indexOf('=');
        return equals > 0
                && !Character.isDigit(text.charAt(0))
                && text.substring(0, equals).chars().allMatch(ShellWord::isNameCharacter);
    }

    static boolean isNameCharacter(int c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }
}
