package dev.shadow.core.file;

import dev.shadow.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What is text and what is not. */
final class Text {
    private static final int SNIFFED_BYTES = 8192;

    /** What a decoder puts in the place of what it cannot decode, and a text may hold anyway. */
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /** As git judges. */
    static boolean isBinary(Bytes content) {
        int end = Math.min(SNIFFED_BYTES, content.size());
        for (int i = 0; i < end; i++) {
            if (content.byteAt(i) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Empty unless the bytes are UTF-8 that comes back to the byte. */
    static Optional<String> decode(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? Optional.of(text) : decodeStrictly(content);
    }

    private static Optional<String> decodeStrictly(byte[] content) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static boolean isWellFormed(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Whether every line ends in CRLF, and there is one that does. */
    static boolean isCrlfThroughout(String text) {
        int at = text.indexOf('\n');
        if (at < 0) {
            return false;
        }
        for (; at >= 0; at = text.indexOf('\n', at + 1)) {
            if (at == 0 || text.charAt(at - 1) != '\r') {
                return false;
            }
        }
        return true;
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
