package dev.shadow.local;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A directory name for any workspace id. Plain lower-case ids are their own name; others become {@code ~}, something that a
 * person recognises, and a hash. No two ids share a name, on file systems that fold case neither.
 */
final class DirectoryNames {
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9._-]{0,79}");
    private static final int RECOGNISABLE = 40;
    private static final int HASH_DIGITS = 32;

    private DirectoryNames() {}

    static String of(String id) {
        if (PLAIN.matcher(id).matches()) {
            return id;
        }
        String recognisable = id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = recognisable.substring(0, Math.min(RECOGNISABLE, recognisable.length()));
        return "~" + cut + "-" + hash(id);
    }

    private static String hash(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
