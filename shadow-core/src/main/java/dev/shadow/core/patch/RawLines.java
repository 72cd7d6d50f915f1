package dev.shadow.core.patch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes as text of one character each, so that files of any encoding are compared and kept to the byte, and their lines. A
 * line has its line end, the last may have none.
 */
final class RawLines {
    private RawLines() {}

    static String bytes(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    static List<String> split(byte[] content) {
        String text = bytes(content);
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
            lines.add(text.substring(from, at + 1));
            from = at + 1;
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    static byte[] join(List<String> lines) {
        return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether every line end is CRLF, and there is one. */
    static boolean isCrlfThroughout(List<String> lines) {
        boolean found = false;
        for (String line : lines) {
            if (line.endsWith("\n")) {
                if (!line.endsWith("\r\n")) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    /** For people: decoded, without the line end. */
    static String shown(String line) {
        String text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        if (!text.endsWith("\n")) {
            return text + " (no newline at the end)";
        }
        return text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
    }
}
