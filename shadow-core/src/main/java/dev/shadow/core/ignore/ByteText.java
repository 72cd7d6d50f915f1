package dev.shadow.core.ignore;

import java.nio.charset.StandardCharsets;

/** Names and rules as git sees them: one character for each byte of UTF-8. */
final class ByteText {
    private ByteText() {}

    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return of(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return text;
    }

    static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
