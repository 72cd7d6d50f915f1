package dev.shadow.local;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The charsets in which this Java passes text to the operating system: {@code sun.jnu.encoding}, which is the locale's, and
 * before Java 18 the default charset as well. What they cannot write they would silently replace by {@code ?}.
 *
 * <p>Thread-safe.
 */
final class NativeEncoding {
    private final List<Charset> charsets;

    NativeEncoding(Charset... charsets) {
        this.charsets = List.of(charsets);
    }

    static NativeEncoding system() {
        String name = System.getProperty("sun.jnu.encoding", "UTF-8");
        Charset locale = Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
        return Runtime.version().feature() < 18
                ? new NativeEncoding(locale, Charset.defaultCharset())
                : new NativeEncoding(locale);
    }

    /** Refuses text that would not arrive as it is. The text itself may be secret and is not told. */
    void require(String what, String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return;
        }
        for (Charset charset : charsets) {
            if (!charset.newEncoder().canEncode(text)) {
                throw new ShadowException(
                                ErrorCode.NATIVE_ENCODING,
                                what + " holds characters that this Java process cannot pass on in "
                                        + charset.name().toUpperCase(Locale.ROOT)
                                        + "; start it with the environment variable LC_ALL=C.UTF-8")
                        .with("charset", charset.name());
            }
        }
    }

    void requireAll(String what, Stream<String> texts) {
        texts.forEach(text -> require(what, text));
    }
}
