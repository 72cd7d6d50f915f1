package dev.shadow.core.patch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Names in the headers of unified diffs, and how git quotes them. */
final class PatchNames {
    static final String NOTHING = "/dev/null";

    private static final String ESCAPES = "abtnvfr\"\\";
    private static final String ESCAPED = "\u0007\b\t\n\u000b\f\r\"\\";

    private PatchNames() {}

    /** Quoted, or as it stands up to a tab, after which a time may follow. */
    static String ofHeader(String text, int line) {
        if (text.startsWith("\"")) {
            return unquote(text, endOfQuoted(text, 0, line), line);
        }
        int tab = text.indexOf('\t');
        return tab < 0 ? text : text.substring(0, tab);
    }

    /** A name that is all of the text, quoted or not. */
    static String whole(String text, int line) {
        if (!text.startsWith("\"")) {
            return text;
        }
        int end = endOfQuoted(text, 0, line);
        if (end != text.length()) {
            throw PatchLines.invalid(line, "nothing may follow a quoted name");
        }
        return unquote(text, end, line);
    }

    /** The index after the closing quote. */
    static int endOfQuoted(String text, int from, int line) {
        for (int i = from + 1; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                return i + 1;
            }
            if (text.charAt(i) == '\\') {
                i++;
            }
        }
        throw PatchLines.invalid(line, "a quoted name has no closing quote");
    }

    private static String unquote(String text, int end, int line) {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        int at = 1;
        while (at < end - 1) {
            if (text.charAt(at) == '\\') {
                at = escape(text, at + 1, name, line);
            } else {
                int length = Character.charCount(text.codePointAt(at));
                name.writeBytes(text.substring(at, at + length).getBytes(StandardCharsets.UTF_8));
                at += length;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw PatchLines.invalid(line, "the name is not UTF-8, and such files cannot be patched");
        }
    }

    private static int escape(String text, int at, ByteArrayOutputStream name, int line) {
        int known = ESCAPES.indexOf(text.charAt(at));
        if (known >= 0) {
            name.write(ESCAPED.charAt(known));
            return at + 1;
        }
        int value = 0;
        for (int i = at; i < at + 3; i++) {
            int digit = i < text.length() ? text.charAt(i) - '0' : -1;
            if (digit < 0 || digit > 7) {
                throw PatchLines.invalid(
                        line, "after a backslash in a name comes one of " + ESCAPES + " or three octal digits");
            }
            value = 8 * value + digit;
        }
        if (value > 255) {
            throw PatchLines.invalid(line, "an octal number in a name is at most 377");
        }
        name.write(value);
        return at + 3;
    }

    /** Whether both names have one letter as their first directory, and another one: as git writes them. */
    static boolean arePrefixed(String oldName, String newName) {
        return isPrefixed(oldName) && isPrefixed(newName) && oldName.charAt(0) != newName.charAt(0);
    }

    /** The letters of git's diff.mnemonicPrefix too. */
    static boolean isPrefixed(String name) {
        return name.length() > 2 && name.charAt(1) == '/' && "abciow12".indexOf(name.charAt(0)) >= 0;
    }
}
