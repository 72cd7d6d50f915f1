package dev.shadow.protocol;

import dev.shadow.git.RemoteUrl;
import java.util.Locale;

/**
 * How the address that a git credential is for is named in {@link Headers#GIT_ORIGIN}.
 *
 * <p>Thread-safe.
 */
public final class GitOrigin {
    private GitOrigin() {}

    /**
     * The origin of a repository's address.
     *
     * @param url of a remote repository
     * @return {@code scheme://host}, and {@code :port} where the address names one
     */
    public static String of(RemoteUrl url) {
        String port = url.port().map(number -> ":" + number).orElse("");
        return url.scheme() + "://" + url.host().orElse("").toLowerCase(Locale.ROOT) + port;
    }
}
