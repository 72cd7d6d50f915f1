package dev.shadow.core.git;

import dev.shadow.git.RemoteUrl;
import java.net.InetAddress;
import java.net.URL;
import java.net.UnknownHostException;
import java.util.Locale;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Scheme, host and port, which is what a credential is given for; see RFC 6454. Thread-safe. */
record Origin(String scheme, String host, int port) {
    static Origin of(RemoteUrl url) {
        return of(url.scheme(), url.host().orElse(null), url.port().orElse(-1));
    }

    static Origin of(URIish uri) {
        // The short form user@host:path has no scheme and means ssh.
        String scheme = uri.getScheme() == null ? "ssh" : uri.getScheme();
        return of(scheme, uri.getHost(), uri.getPort());
    }

    static Origin of(URL url) {
        return of(url.getProtocol(), url.getHost(), url.getPort());
    }

    private static Origin of(String scheme, @Nullable String host, int port) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        return new Origin(
                lower, host == null ? "" : host.toLowerCase(Locale.ROOT), port > 0 ? port : defaultPort(lower));
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "https" -> 443;
            case "http" -> 80;
            case "ssh" -> 22;
            default -> -1;
        };
    }

    /** Whether what is sent there can be read on the way. */
    boolean isReadableByOthers() {
        return scheme.equals("http") && !isLoopback();
    }

    private boolean isLoopback() {
        if (host.equals("localhost")) {
            return true;
        }
        boolean literal = host.matches("[0-9.]+|\\[?[0-9a-f:.]*:[0-9a-f:.]*]?");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
