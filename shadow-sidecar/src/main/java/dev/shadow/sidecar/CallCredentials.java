package dev.shadow.sidecar;

import dev.shadow.git.Credential;
import dev.shadow.git.CredentialSource;
import dev.shadow.git.RemoteUrl;
import dev.shadow.protocol.GitOrigin;
import dev.shadow.protocol.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The credentials that came with the call which the asking thread executes. They are shown to the one scheme, host and port
 * that they came for, kept nowhere, and gone with the call.
 *
 * <p>Thread-safe.
 */
final class CallCredentials implements CredentialSource {
    private final ThreadLocal<Optional<Given>> given = ThreadLocal.withInitial(Optional::empty);

    record Given(String origin, Credential credential) {}

    @Override
    public Optional<Credential> credentialFor(RemoteUrl url, Purpose purpose) {
        return given.get().filter(one -> one.origin().equals(GitOrigin.of(url))).map(Given::credential);
    }

    /** Runs an action with the credentials of a request. */
    Reply with(Optional<Given> credentials, KeyedCalls.Action action) throws IOException, InterruptedException {
        given.set(credentials);
        try {
            return action.run();
        } finally {
            given.remove();
        }
    }

    /** What a request brought along. */
    static Optional<Given> of(Exchange exchange) {
        Optional<String> header = exchange.header(Headers.GIT_AUTHORIZATION);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        String origin = exchange.header(Headers.GIT_ORIGIN)
                .orElseThrow(() -> Exchange.invalid(
                        Headers.GIT_AUTHORIZATION + " needs " + Headers.GIT_ORIGIN + " beside it, for whom it is"));
        return Optional.of(new Given(origin, basic(header.get())));
    }

    /** RFC 7617. */
    private static Credential basic(String header) {
        try {
            if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
                String text = new String(
                        Base64.getDecoder().decode(header.substring(6).trim()), StandardCharsets.UTF_8);
                int colon = text.indexOf(':');
                if (colon > 0) {
                    return new Credential(text.substring(0, colon), text.substring(colon + 1));
                }
            }
        } catch (IllegalArgumentException e) {
            // told below, without a word of what was given
        }
        throw Exchange.invalid(Headers.GIT_AUTHORIZATION + " must be Basic and the base64 of user:secret");
    }
}
