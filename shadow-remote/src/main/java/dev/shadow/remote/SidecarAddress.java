package dev.shadow.remote;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Where a sidecar listens.
 *
 * @param base the URL that paths are put on
 * @param unix the unix domain socket that leads there instead of TCP
 */
record SidecarAddress(HttpUrl base, Optional<UnixDomainSocketAddress> unix) {
    private static final String UNIX = "unix:";

    static SidecarAddress parse(String text) {
        if (text.startsWith(UNIX)) {
            String path = text.substring(UNIX.length()).replaceFirst("^//(?=/)", "");
            if (!path.startsWith("/")) {
                throw malformed(text);
            }
            return new SidecarAddress(
                    HttpUrl.get("http://localhost/"), Optional.of(UnixDomainSocketAddress.of(Path.of(path))));
        }
        HttpUrl url = HttpUrl.parse(text);
        if (url == null
                || url.query() != null
                || url.fragment() != null
                || !url.username().isEmpty()) {
            throw malformed(text);
        }
        return new SidecarAddress(url, Optional.empty());
    }

    private static ShadowException malformed(String text) {
        return new ShadowException(
                ErrorCode.INVALID_ARGUMENT,
                "shadow.remote.url must be http://HOST:PORT, https://HOST:PORT or unix:///PATH without credentials, query"
                        + " and fragment" + (text.contains("@") ? "" : ", and is '" + text + "'"));
    }

    HttpUrl at(String path) {
        String prefix = base.encodedPath();
        return base.newBuilder()
                .encodedPath(prefix.substring(0, prefix.length() - (prefix.endsWith("/") ? 1 : 0)) + path)
                .build();
    }
}
