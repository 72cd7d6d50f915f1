package dev.shadow.git;

import java.time.Instant;
import java.util.List;

/**
 * A commit.
 *
 * <p>Thread-safe.
 *
 * @param id 40 or 64 hexadecimal digits
 * @param parents their ids
 * @param author who wrote it
 * @param authored when
 * @param message the whole message, to the letter
 */
public record CommitInfo(String id, List<String> parents, Author author, Instant authored, String message) {
    /**
     * Keeps its own list.
     *
     * @param id the component of that name
     * @param parents the component of that name
     * @param author the component of that name
     * @param authored the component of that name
     * @param message the component of that name
     */
    public CommitInfo {
        parents = List.copyOf(parents);
    }

    /**
     * The first line of the message.
     *
     * @return without line ending
     */
    public String subject() {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    /**
     * An author as a repository has it, which may break the rules that {@link GitIdentity} holds new ones to.
     *
     * <p>Thread-safe.
     *
     * @param name may be empty
     * @param email may be empty
     */
    public record Author(String name, String email) {}
}
