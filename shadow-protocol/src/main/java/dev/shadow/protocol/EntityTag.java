package dev.shadow.protocol;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.file.FileVersion;

/**
 * Versions of files as entity tags (RFC 9110, 8.8.3).
 *
 * <p>Thread-safe.
 */
public final class EntityTag {
    private static final String WEAK = "W/";

    private EntityTag() {}

    /**
     * The tag of a version.
     *
     * @param version of a file
     * @return quoted, and marked when it is weak
     */
    public static String of(FileVersion version) {
        return (version.weak() ? WEAK : "") + '"' + version.value() + '"';
    }

    /**
     * The version of a tag.
     *
     * @param tag as {@link #of} wrote it
     * @return the version
     * @throws ShadowException {@link ErrorCode#INVALID_ARGUMENT} when it is no single tag
     */
    public static FileVersion parse(String tag) {
        boolean weak = tag.startsWith(WEAK);
        String quoted = weak ? tag.substring(WEAK.length()) : tag;
        boolean wellFormed = quoted.length() > 2
                && quoted.startsWith("\"")
                && quoted.endsWith("\"")
                && quoted.indexOf('"', 1) == quoted.length() - 1;
        if (!wellFormed) {
            throw new ShadowException(ErrorCode.INVALID_ARGUMENT, "an entity tag must be one version in quotes");
        }
        return new FileVersion(quoted.substring(1, quoted.length() - 1), weak);
    }
}
