package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.git.CredentialSource;
import dev.shadow.git.CredentialSource.Purpose;
import dev.shadow.git.RemoteUrl;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.X509TrustManager;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/**
 * How remote repositories are reached: credentials, SSH sessions and trust in servers. Nothing here is read from the
 * configuration of a repository.
 *
 * <p>Thread-safe.
 */
public final class GitRemotes {
    /** A server that says nothing for so long is taken for gone. Git servers show that they live every 5 seconds. */
    private static final long MOST_SILENT_SECONDS = 60;

    private final CredentialSource credentials;
    private final Optional<Supplier<? extends SshSessionFactory>> sshSessions;
    private final Optional<X509TrustManager> trust;

    private GitRemotes(
            CredentialSource credentials,
            Optional<Supplier<? extends SshSessionFactory>> sshSessions,
            Optional<X509TrustManager> trust) {
        this.credentials = credentials;
        this.sshSessions = sshSessions;
        this.trust = trust;
    }

    /**
     * Remotes over files and http(s), with the trust of this JVM.
     *
     * @param credentials asked for each operation that a remote wants some for
     * @return the remotes
     */
    public static GitRemotes of(CredentialSource credentials) {
        return new GitRemotes(credentials, Optional.empty(), Optional.empty());
    }

    /**
     * A copy that can also speak SSH.
     *
     * @param factory gives what makes the sessions and decides on host keys; asked when a remote is reached over SSH
     * @return the copy
     */
    public GitRemotes sshSessions(Supplier<? extends SshSessionFactory> factory) {
        return new GitRemotes(credentials, Optional.of(factory), trust);
    }

    /**
     * A copy that trusts other https servers than this JVM does.
     *
     * @param manager decides on certificates
     * @return the copy
     */
    public GitRemotes trust(X509TrustManager manager) {
        return new GitRemotes(credentials, sshSessions, Optional.of(manager));
    }

    /** What is done over one connection. */
    @FunctionalInterface
    interface Action<R> {
        R run(Transport transport) throws IOException, InterruptedException;
    }

    /** Opens a connection to an address and to no other, and names what goes wrong with it. */
    <R> R connected(Repository repository, RemoteUrl url, Purpose purpose, Deadline deadline, Action<R> action)
            throws InterruptedException {
        RemoteTrace trace = new RemoteTrace(url, purpose);
        try {
            deadline.check();
            try (Transport transport = open(repository, url, purpose, deadline, trace)) {
                return action.run(transport);
            }
        } catch (IOException | JGitInternalException | URISyntaxException e) {
            deadline.check();
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof ShadowException own) {
                    throw own; // thrown by what JGit called back
                }
            }
            throw trace.failure(e);
        }
    }

    private Transport open(Repository repository, RemoteUrl url, Purpose purpose, Deadline deadline, RemoteTrace trace)
            throws IOException, URISyntaxException {
        Transport transport = Transport.open(repository, new URIish(url.value()));
        transport.setCredentialsProvider(new OriginCredentials(url, purpose, credentials, trace));
        long seconds = TimeUnit.NANOSECONDS.toSeconds(deadline.remainingNanos()) + 1;
        transport.setTimeout((int) Math.min(MOST_SILENT_SECONDS, seconds));
        if (transport instanceof TransportHttp http) {
            http.setHttpConnectionFactory(new OriginConnections(url, trust, trace));
        }
        if (transport instanceof SshTransport ssh) {
            ssh.setSshSessionFactory(sshSessions
                    .orElseThrow(() -> {
                        transport.close();
                        return new ShadowException(
                                ErrorCode.UNSUPPORTED,
                                "this backend cannot reach repositories over ssh; use an https address");
                    })
                    .get());
        }
        return transport;
    }
}
