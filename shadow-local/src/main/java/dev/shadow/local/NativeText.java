package dev.shadow.local;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Text as the operating system takes it: bytes that end with a zero.
 *
 * <p>Thread-safe.
 */
final class NativeText {
    private static final Charset CHARSET = charset();

    /** What this process inherited, to the byte: a value that is not in the locale's charset goes on as it came. */
    private static final Map<String, byte[]> INHERITED = inherited();

    private NativeText() {}

    private static Charset charset() {
        String name = System.getProperty("sun.jnu.encoding", "UTF-8");
        return Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }

    private static Map<String, byte[]> inherited() {
        Map<String, byte[]> found = new HashMap<>();
        Pointer environment = NativeLibrary.getInstance("c")
                .getGlobalVariableAddress("environ")
                .getPointer(0);
        for (Pointer entry : environment.getPointerArray(0)) {
            byte[] bytes = entry.getByteArray(0, (int) entry.indexOf(0, (byte) 0) + 1);
            String text = new String(bytes, 0, bytes.length - 1, CHARSET);
            int equals = text.indexOf('=', 1);
            if (equals > 0 && text.substring(equals + 1).equals(System.getenv(text.substring(0, equals)))) {
                found.put(text, bytes);
            }
        }
        return found;
    }

    static byte[] of(String text) {
        byte[] bytes = text.getBytes(CHARSET);
        byte[] ended = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, ended, 0, bytes.length);
        return ended;
    }

    static List<byte[]> of(List<String> texts) {
        return texts.stream().map(NativeText::of).toList();
    }

    /** Variables as {@code name=value}. */
    static List<byte[]> of(Map<String, String> environment) {
        List<byte[]> entries = new ArrayList<>(environment.size());
        environment.forEach((name, value) -> {
            String entry = name + "=" + value;
            byte[] inherited = INHERITED.get(entry);
            entries.add(inherited == null ? of(entry) : inherited);
        });
        return entries;
    }
}
