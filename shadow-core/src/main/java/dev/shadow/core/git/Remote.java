package dev.shadow.core.git;

import dev.shadow.git.CredentialSource.Purpose;
import dev.shadow.git.RemoteUrl;
import dev.shadow.spi.Deadline;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;

/** Steps that several operations take with a remote. */
final class Remote {
    private Remote() {}

    /** The refs of a remote, by their whole names. */
    static Map<String, Ref> list(GitRemotes remotes, Repository repository, RemoteUrl url, Deadline deadline)
            throws InterruptedException {
        return remotes.connected(repository, url, Purpose.READ, deadline, transport -> {
            try (FetchConnection connection = transport.openFetch()) {
                return new TreeMap<>(connection.getRefsMap());
            }
        });
    }

    /** Brings a branch of the remote here. */
    static void fetch(GitRemotes remotes, Repository repository, RemoteUrl url, String branch, Deadline deadline)
            throws InterruptedException {
        RefSpec spec = new RefSpec("+" + Refs.local(branch) + ":" + Refs.tracking(branch));
        remotes.connected(repository, url, Purpose.READ, deadline, transport -> {
            transport.setTagOpt(TagOpt.NO_TAGS);
            return transport.fetch(CallMonitor.silent(deadline), List.of(spec));
        });
    }

    /** What git-clone(1) writes. */
    static void configure(Config config, RemoteUrl url) {
        config.setString("remote", Refs.ORIGIN, "url", url.value());
        config.setString("remote", Refs.ORIGIN, "fetch", "+refs/heads/*:" + Refs.tracking("*"));
    }

    /** What git-push(1) --set-upstream writes. */
    static void setUpstream(Config config, String branch) {
        config.setString("branch", branch, "remote", Refs.ORIGIN);
        config.setString("branch", branch, "merge", Refs.local(branch));
    }
}
