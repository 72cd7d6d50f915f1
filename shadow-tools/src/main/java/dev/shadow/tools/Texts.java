package dev.shadow.tools;

import dev.shadow.command.Output;

/** Text cut to size, never within a character. */
final class Texts {
    private static final int EXCERPT = 200;

    private Texts() {}

    /** The beginning of a text that came from outside, for a message. */
    static String excerpt(String text) {
        return text.length() <= EXCERPT ? text : head(text, EXCERPT) + "...";
    }

    static String head(String text, int characters) {
        if (text.length() <= characters) {
            return text;
        }
        boolean splits = characters > 0 && Character.isHighSurrogate(text.charAt(characters - 1));
        return text.substring(0, splits ? characters - 1 : characters);
    }

    static String tail(String text, int characters) {
        if (text.length() <= characters) {
            return text;
        }
        int from = text.length() - characters;
        return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }

    /** A text within the budget: whole, or its head and a notice. */
    static String within(int budget, String text, String notice) {
        return text.length() <= budget ? text : head(text, budget) + "\n[cut here: " + notice + "]\n";
    }

    /** What a command wrote, with the middle left out when it is too long: the beginning and the end tell most. */
    static String headAndTail(Output output, int budget) {
        String head = output.head().utf8();
        String tail = output.tail().utf8();
        if (!output.isTruncated() && head.length() <= budget) {
            return head;
        }
        String shownHead = head(head, budget / 2);
        String shownTail = tail(output.isTruncated() ? tail : head, budget - budget / 2);
        String size = output.totalBytes() + " bytes in all";
        return shownHead + "\n[... the middle is left out, " + size + "; to see all of it, run the command with its"
                + " output in a file (COMMAND > FILE 2>&1) and use read_file, or filter it ...]\n" + shownTail;
    }

    static String count(long number, String singular) {
        return number + " " + (number == 1 ? singular : singular + "s");
    }
}
