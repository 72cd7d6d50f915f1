package dev.shadow.git;

import dev.shadow.spi.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to commit.
 *
 * <p>Thread-safe.
 *
 * @param message any text, written as it is; not blank
 * @param author absent: the identity of the workspace
 * @param coAuthors added to the message as {@code Co-authored-by} trailers
 * @param paths files or directories to commit, relative to the workspace; everything when empty
 */
public record CommitRequest(
        String message, Optional<GitIdentity> author, List<GitIdentity> coAuthors, List<String> paths) {
    /**
     * Checks the message.
     *
     * @param message the component of that name
     * @param author the component of that name
     * @param coAuthors the component of that name
     * @param paths the component of that name
     */
    public CommitRequest {
        Check.text("commit message", message);
        Check.require(!message.isBlank(), "commit message must not be blank");
        coAuthors = List.copyOf(coAuthors);
        paths = List.copyOf(paths);
    }

    /**
     * Everything that changed, untracked files included and ignored ones not.
     *
     * @param message any text
     * @return the request
     */
    public static CommitRequest of(String message) {
        return new CommitRequest(message, Optional.empty(), List.of(), List.of());
    }

    /**
     * A copy with an author.
     *
     * @param who author and committer
     * @return the copy
     */
    public CommitRequest author(GitIdentity who) {
        return new CommitRequest(message, Optional.of(who), coAuthors, paths);
    }

    /**
     * A copy with one more co-author.
     *
     * @param name as in {@link GitIdentity}
     * @param email as in {@link GitIdentity}
     * @return the copy
     */
    public CommitRequest coAuthor(String name, String email) {
        return coAuthor(GitIdentity.of(name, email));
    }

    /**
     * A copy with one more co-author.
     *
     * @param who the co-author
     * @return the copy
     */
    public CommitRequest coAuthor(GitIdentity who) {
        List<GitIdentity> more = new ArrayList<>(coAuthors);
        more.add(who);
        return new CommitRequest(message, author, more, paths);
    }

    /**
     * A copy that commits some paths only.
     *
     * @param files files or directories, relative to the workspace
     * @return the copy
     */
    public CommitRequest paths(String... files) {
        return new CommitRequest(message, author, coAuthors, List.of(files));
    }
}
