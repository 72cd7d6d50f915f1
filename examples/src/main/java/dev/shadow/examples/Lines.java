package dev.shadow.examples;

/** Text from files, models and programs, made safe to show: it must not steer a person's terminal. */
final class Lines {
    private Lines() {}

    static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) && c != '\t' ? ' ' : c)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }
}
