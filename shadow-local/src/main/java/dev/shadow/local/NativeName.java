package dev.shadow.local;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Names between the workspace, where they are text, and the disk, where they are bytes. A name on disk that is not UTF-8 is
 * shown with {@code \xHH} for each byte that is not.
 *
 * <p>Thread-safe.
 */
final class NativeName {
    private static final char REPLACEMENT = '\uFFFD';

    private NativeName() {}

    /** The name on disk. */
    static Path of(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw refused(name);
        }
    }

    private static ShadowException refused(String name) {
        String encoding = System.getProperty("sun.jnu.encoding", "");
        if (encoding.toUpperCase(Locale.ROOT).equals("UTF-8")) {
            return new ShadowException(
                            ErrorCode.PATH_INVALID,
                            "the name '" + name + "' holds half a surrogate pair, which no file name can")
                    .with("name", name);
        }
        return new ShadowException(
                        ErrorCode.NATIVE_ENCODING,
                        "the name '" + name
                                + "' cannot be passed to the operating system in the encoding of this process, "
                                + encoding + "; start it with the environment variable LC_ALL=C.UTF-8")
                .with("name", name)
                .with("encoding", encoding);
    }

    /** Whether this may be how a name that is not UTF-8 is shown. */
    static boolean mayBeEscaped(String name) {
        return name.contains("\\x");
    }

    /** The name as the workspace shows it. */
    static String shown(Path name) {
        String text = name.toString();
        return text.indexOf(REPLACEMENT) < 0 ? text : escaped(bytes(name));
    }

    /** A URI of the JDK carries the bytes of a path as they are. */
    private static byte[] bytes(Path name) {
        String uri = name.toUri().getRawPath();
        String encoded = uri.substring(uri.lastIndexOf('/') + 1);
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) == '%') {
                bytes.put((byte) Integer.parseInt(encoded.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.put((byte) encoded.charAt(i));
            }
        }
        byte[] exact = new byte[bytes.flip().remaining()];
        bytes.get(exact);
        return exact;
    }

    private static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes.length; ) {
            int length = lengthOfCharacter(bytes, at);
            if (length == 0) {
                text.append(String.format("\\x%02X", bytes[at]));
                at++;
            } else {
                text.append(new String(bytes, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return text.toString();
    }

    private static int lengthOfCharacter(byte[] bytes, int at) {
        for (int length = 1; length <= Math.min(4, bytes.length - at); length++) {
            if (isUtf8(bytes, at, length)) {
                return length;
            }
        }
        return 0;
    }

    private static boolean isUtf8(byte[] bytes, int at, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
