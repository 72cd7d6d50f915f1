package dev.shadow.core.git;

import dev.shadow.git.RemoteUrl;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/** HTTP connections that tell a secret to one origin only, however the remote redirects. Thread-safe. */
final class OriginConnections implements HttpConnectionFactory {
    private static final Set<String> SECRET_HEADERS = Set.of("authorization", "cookie");

    private final Origin origin;
    private final Optional<X509TrustManager> trust;
    private final RemoteTrace trace;

    OriginConnections(RemoteUrl url, Optional<X509TrustManager> trust, RemoteTrace trace) {
        this.origin = Origin.of(url);
        this.trust = trust;
        this.trace = trace;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        Bound connection = new Bound(
                url, proxy == null ? Proxy.NO_PROXY : proxy, Origin.of(url).equals(origin));
        if (trust.isPresent() && url.getProtocol().equalsIgnoreCase("https")) {
            try {
                connection.configure(new KeyManager[0], new TrustManager[] {trust.get()}, null);
            } catch (NoSuchAlgorithmException | KeyManagementException e) {
                throw new IOException("TLS cannot be set up", e);
            }
        }
        return connection;
    }

    private final class Bound extends JDKHttpConnection {
        private final boolean isOrigin;

        Bound(URL url, Proxy proxy, boolean isOrigin) throws IOException {
            super(url, proxy);
            this.isOrigin = isOrigin;
        }

        @Override
        public void setRequestProperty(String key, String value) {
            if (isOrigin || !SECRET_HEADERS.contains(key.toLowerCase(Locale.ROOT))) {
                super.setRequestProperty(key, value);
            }
        }

        @Override
        public int getResponseCode() throws IOException {
            int status = super.getResponseCode();
            trace.status(status);
            return status;
        }
    }
}
