package dev.shadow.core.file;

import dev.shadow.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What is text and what is not. */
final class Text {
    private static final int SNIFFED_BYTES = 8192;

    /** What a decoder puts in the place of what it cannot decode, and a text may hold anyway. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NOT_ASCII = 0x8080808080808080L;

    private Text() {}

    /** As git judges. */
    static boolean isBinary(byte[] content) {
        int end = Math.min(SNIFFED_BYTES, content.length);
        for (int i = 0; i < end; i++) {
            if (content[i] == 0) {
                return true;
            }
        }
        return false;
    }

    static boolean isUtf8(byte[] content) {
        return isAscii(content)
                || new String(content, StandardCharsets.UTF_8).indexOf(REPLACEMENT) < 0
                || Bytes.wrap(content).isUtf8();
    }

    private static boolean isAscii(byte[] content) {
        long seen = 0;
        int at = 0;
        for (; at + 4 * Long.BYTES <= content.length; at += 4 * Long.BYTES) {
            seen |= (long) LONG.get(content, at)
                    | (long) LONG.get(content, at + 8)
                    | (long) LONG.get(content, at + 16)
                    | (long) LONG.get(content, at + 24);
        }
        for (; at < content.length; at++) {
            seen |= content[at];
        }
        return (seen & NOT_ASCII) == 0;
    }

    static boolean isWellFormed(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Whether every line ends in CRLF, and there is one that does. */
    static boolean isCrlfThroughout(byte[] content) {
        boolean found = false;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                if (i == 0 || content[i - 1] != '\r') {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    static String withCrlf(String text) {
        StringBuilder converted = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' && (i == 0 || text.charAt(i - 1) != '\r')) {
                converted.append('\r');
            }
            converted.append(c);
        }
        return converted.toString();
    }
}
