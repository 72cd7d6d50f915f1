package dev.shadow.core.git;

import dev.shadow.git.Credential;
import dev.shadow.git.CredentialSource;
import dev.shadow.git.CredentialSource.Purpose;
import dev.shadow.git.RemoteUrl;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/**
 * The credentials of one operation, for the origin that they were asked for and no other. When the remote refuses them, as it
 * does once they have expired, the source is asked one more time. Questions such as whether to trust a
 * certificate or a host key get no answer, which means no. Not thread-safe.
 */
final class OriginCredentials extends CredentialsProvider {
    private final RemoteUrl url;
    private final Purpose purpose;
    private final CredentialSource source;
    private final RemoteTrace trace;
    private Optional<Credential> given = Optional.empty();
    private int refusals;

    OriginCredentials(RemoteUrl url, Purpose purpose, CredentialSource source, RemoteTrace trace) {
        this.url = url;
        this.purpose = purpose;
        this.source = source;
        this.trace = trace;
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        for (CredentialItem item : items) {
            if (!isUsername(item) && !isPassword(item)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        if (!supports(items) || !Origin.of(uri).equals(Origin.of(url))) {
            return false;
        }
        trace.asked();
        if (given.isPresent() && ++refusals > 1) {
            return false;
        }
        Optional<Credential> credential = source.credentialFor(url, purpose);
        if (credential.isEmpty() || credential.equals(given)) {
            return false; // the same ones have no better luck
        }
        trace.hide(credential.get());
        if (Origin.of(url).isReadableByOthers()) {
            trace.refusedPlain();
            return false;
        }
        given = credential;
        for (CredentialItem item : items) {
            fill(item, credential.get());
        }
        return true;
    }

    private static boolean isUsername(CredentialItem item) {
        return item instanceof CredentialItem.Username;
    }

    private static boolean isPassword(CredentialItem item) {
        return item instanceof CredentialItem.Password;
    }

    private static void fill(CredentialItem item, Credential credential) {
        if (item instanceof CredentialItem.Username name) {
            name.setValue(credential.username());
        } else if (item instanceof CredentialItem.Password password) {
            password.setValue(credential.secret().toCharArray());
        }
    }
}
