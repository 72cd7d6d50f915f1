package dev.shadow.file;

import dev.shadow.spi.Check;

/**
 * The state of a file's content, to be compared and not to be read. Equal versions mean equal content, unless one is
 * {@link #weak}: then equal means that nothing was noticed.
 *
 * <p>Thread-safe.
 *
 * @param value opaque, printable ASCII without spaces, at most 128 characters
 * @param weak true when it stands on size and times, because the file is too large to hash at each read
 */
public record FileVersion(String value, boolean weak) {
    /**
     * Checks the form of the value.
     *
     * @param value the component of that name
     * @param weak the component of that name
     */
    public FileVersion {
        Check.token("file version", value, 128);
    }

    /**
     * A version that stands on the content.
     *
     * @param value as another version's {@link #value()}
     * @return the version
     */
    public static FileVersion of(String value) {
        return new FileVersion(value, false);
    }

    @Override
    public String toString() {
        return weak ? "W/" + value : value;
    }
}
