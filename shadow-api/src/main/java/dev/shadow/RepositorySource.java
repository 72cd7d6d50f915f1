package dev.shadow;

import dev.shadow.git.CloneOptions;
import dev.shadow.git.RemoteUrl;
import dev.shadow.spi.Check;
import java.util.Optional;

/**
 * What a workspace is cloned from.
 *
 * <p>Thread-safe.
 *
 * @param url where the repository is; never with a password in it
 * @param branch the base branch; absent: what the remote's HEAD names, which may be a bare commit
 * @param options how much of it
 */
public record RepositorySource(RemoteUrl url, Optional<String> branch, CloneOptions options) {
    /**
     * All of a repository.
     *
     * @param url the component of that name
     * @param branch the component of that name
     */
    public RepositorySource(RemoteUrl url, Optional<String> branch) {
        this(url, branch, CloneOptions.ALL);
    }

    /**
     * The remote's HEAD.
     *
     * @param url as in {@link RemoteUrl#parse}
     * @return the source
     */
    public static RepositorySource of(String url) {
        return new RepositorySource(RemoteUrl.parse(url), Optional.empty());
    }

    /**
     * A named branch.
     *
     * @param url as in {@link RemoteUrl#parse}
     * @param branch the short name, such as {@code main}
     * @return the source
     */
    public static RepositorySource of(String url, String branch) {
        return new RepositorySource(RemoteUrl.parse(url), Optional.of(Check.text("branch", branch)));
    }

    /**
     * A copy that clones more or less of the repository.
     *
     * @param newOptions how much
     * @return the copy
     */
    public RepositorySource options(CloneOptions newOptions) {
        return new RepositorySource(url, branch, newOptions);
    }
}
