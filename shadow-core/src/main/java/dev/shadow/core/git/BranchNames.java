package dev.shadow.core.git;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of shadow branches. Different tasks get different names: {@code %} is always escaped itself, so every name can be read
 * back, except for those that are too long for a file system, which end in {@code %h} and a hash.
 */
final class BranchNames {
    static final String PREFIX = "shadow/";

    /** A ref is a file, and its lock file adds five letters to the 255 bytes that a name may have. */
    private static final int MOST_BYTES = 240;

    private static final int KEPT_CHARACTERS = 60;

    private BranchNames() {}

    /** The short name of a task's branch, by the rules of git-check-ref-format(1). */
    static String forTask(String taskId) {
        StringBuilder name = new StringBuilder(PREFIX);
        for (int i = 0; i < taskId.length(); ) {
            int c = taskId.codePointAt(i);
            if (isPlain(taskId, i, c)) {
                name.appendCodePoint(c);
            } else {
                escape(name, c);
            }
            i += Character.charCount(c);
        }
        return fits(name.toString()) ? name.toString() : shortened(taskId, name);
    }

    private static boolean isPlain(String task, int i, int c) {
        boolean first = i == 0 || task.charAt(i - 1) == '/';
        int next = i + Character.charCount(c);
        boolean last = next == task.length() || task.charAt(next) == '/';
        return switch (c) {
            case '%', ' ', '~', '^', ':', '?', '*', '[', '\\', 0x7f -> false;
            case '/' -> !first && !last;
            case '-' -> !first;
            case '.' -> !first && !last && task.charAt(next) != '.' && !endsInLock(task, next);
            case '{' -> first || task.charAt(i - 1) != '@';
            default -> c >= 0x20 && (c < 0xd800 || c > 0xdfff);
        };
    }

    private static boolean endsInLock(String task, int i) {
        return task.regionMatches(true, i, "lock", 0, 4) && (task.length() == i + 4 || task.charAt(i + 4) == '/');
    }

    private static void escape(StringBuilder name, int c) {
        if (c >= 0xd800 && c <= 0xdfff) { // half of a pair, which UTF-8 has no form for
            name.append("%u").append(Integer.toHexString(c));
            return;
        }
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            name.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
    }

    private static boolean fits(String name) {
        for (String component : name.split("/", -1)) {
            if (component.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
                return false;
            }
        }
        return true;
    }

    private static String shortened(String task, StringBuilder name) {
        int end = PREFIX.length();
        while (end < name.length() && end < PREFIX.length() + KEPT_CHARACTERS && isLetterOrDigit(name.charAt(end))) {
            end++;
        }
        return name.substring(0, end) + "%h" + sha256(task);
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
    }

    private static String sha256(String task) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(task.getBytes(StandardCharsets.UTF_16BE)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
