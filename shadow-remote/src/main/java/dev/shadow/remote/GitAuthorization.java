package dev.shadow.remote;

import dev.shadow.git.Credential;
import dev.shadow.git.CredentialSource;
import dev.shadow.git.RemoteUrl;
import dev.shadow.protocol.GitOrigin;
import dev.shadow.protocol.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Asks the host for a credential and sends it along with the one call that needs it. Thread-safe. */
final class GitAuthorization {
    private final CredentialSource source;

    GitAuthorization(CredentialSource source) {
        this.source = source;
    }

    WireCall on(WireCall call, Optional<RemoteUrl> url, CredentialSource.Purpose purpose) {
        if (url.isEmpty() || url.get().host().isEmpty()) {
            return call;
        }
        Optional<Credential> credential = source.credentialFor(url.get(), purpose);
        return credential
                .map(given -> call.header(Headers.GIT_AUTHORIZATION, basic(given))
                        .header(Headers.GIT_ORIGIN, GitOrigin.of(url.get())))
                .orElse(call);
    }

    private static String basic(Credential credential) {
        String text = credential.username() + ":" + credential.secret();
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
