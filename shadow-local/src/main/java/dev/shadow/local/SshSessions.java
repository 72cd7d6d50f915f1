package dev.shadow.local;

import java.nio.file.Path;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/**
 * SSH as the user who runs this JVM: keys, known hosts and configuration of {@code ~/.ssh}, and the agent. A host that is not
 * known is refused, since nobody is there to be asked.
 */
final class SshSessions {
    private SshSessions() {}

    static SshdSessionFactory ofUser() {
        return of(Path.of(System.getProperty("user.home")), new SshAgent.Factory(System.getenv()));
    }

    static SshdSessionFactory of(Path home, SshAgent.Factory agents) {
        return new SshdSessionFactoryBuilder()
                .setHomeDirectory(home.toFile())
                .setSshDirectory(home.resolve(".ssh").toFile())
                .setConnectorFactory(agents)
                .build(null);
    }
}
