package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shadow.ErrorCode;
import dev.shadow.RepositorySource;
import dev.shadow.ShadowException;
import dev.shadow.core.git.GitDirectory;
import dev.shadow.core.git.GitEngine;
import dev.shadow.core.git.GitRemotes;
import dev.shadow.core.git.GitState;
import dev.shadow.core.git.RepositoryClone;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.CredentialSource;
import dev.shadow.git.GitOperation;
import dev.shadow.git.PushRequest;
import dev.shadow.git.PushResult;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.OperationTable;
import dev.shadow.tck.OriginRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshRemoteTest {
    @TempDir
    private Path scratch;

    private OriginRepository origin;
    private SshServer server;
    private Path home;
    private String hostKey;

    @BeforeEach
    void startServer() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-keygen")), "not run: needs ssh-keygen");
        origin = OriginRepository.create(scratch);
        home = Files.createDirectory(scratch.resolve("home"));
        Files.createDirectory(
                home.resolve(".ssh"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var hostKeys = generator.generateKeyPair();
        hostKey = PublicKeyEntry.toString(hostKeys.getPublic());
        run(
                "ssh-keygen",
                "-q",
                "-t",
                "rsa",
                "-b",
                "2048",
                "-N",
                "",
                "-f",
                home.resolve(".ssh/id_rsa").toString());
        var authorized = AuthorizedKeyEntry.parseAuthorizedKeyEntry(Files.readString(home.resolve(".ssh/id_rsa.pub")))
                .resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
        server = SshServer.setUpDefaultServer();
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, authorized));
        server.setCommandFactory((channel, command) -> {
            List<String> argv = new ArrayList<>(List.of(command.replace("'", "").split(" ")));
            return new ProcessShellFactory(command, argv).createShell(channel);
        });
        server.start();
        know("[127.0.0.1]:" + server.getPort() + " " + hostKey);
    }

    @AfterEach
    void stopServer() throws IOException {
        if (server != null) {
            server.stop(true);
        }
    }

    private void know(String line) throws IOException {
        Files.writeString(home.resolve(".ssh/known_hosts"), line + "\n");
    }

    private static void run(String... argv) throws IOException, InterruptedException {
        run(Map.of(), argv);
    }

    private static void run(Map<String, String> environment, String... argv) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    private Path cloneFrom(String url, Map<String, String> environment) throws Exception {
        Path root = Files.createTempDirectory(scratch, "work");
        Path state = Files.createTempDirectory(scratch, "state");
        try (GitDirectory git = GitDirectory.create(root.resolve(".git"), GitState.inFile(state.resolve("git")));
                var sessions = SshSessions.of(home, new SshAgent.Factory(environment))) {
            GitRemotes remotes = GitRemotes.of(CredentialSource.none()).sshSessions(() -> sessions);
            LocalFileStore store = new LocalFileStore(root, state.resolve("lock"));
            Deadline deadline = Deadline.after(Duration.ofSeconds(60));
            new RepositoryClone(remotes)
                    .run(RepositorySource.of(url, "main"), git, store, (fraction, message) -> {}, deadline);
            OperationTable.Builder builder = OperationTable.builder();
            new GitEngine(store, git, remotes).register(builder);
            OperationTable table = builder.build();
            CallContext call = new CallContext("test", deadline, "1", Optional.empty());
            table.execute(new GitOperation.CreateShadowBranch("ssh"), call);
            Files.writeString(root.resolve("work"), "done\n");
            table.execute(new GitOperation.Commit(CommitRequest.of("over ssh")), call);
            assertThat(table.execute(new GitOperation.Push(PushRequest.FORWARD), call)
                            .outcome())
                    .isEqualTo(PushResult.Outcome.CREATED);
        }
        return root;
    }

    private String url() {
        return "ssh://tester@127.0.0.1:" + server.getPort() + origin.path();
    }

    private ShadowException failure(Map<String, String> environment) {
        return catchThrowableOfType(ShadowException.class, () -> cloneFrom(url(), environment));
    }

    @Test
    void clonesAndPushesWithTheKeyOfTheUser() throws Exception {
        Path root = cloneFrom(url(), Map.of());
        assertThat(root.resolve("README.md")).exists();
        assertThat(origin.git("log", "-1", "--format=%s", "shadow/ssh")).isEqualTo("over ssh\n");
    }

    @Test
    void takesTheShortFormAndTheConfigurationOfTheUser() throws Exception {
        Files.writeString(
                home.resolve(".ssh/config"),
                "Host fixture\n  HostName 127.0.0.1\n  Port " + server.getPort() + "\n  User tester\n");
        Path root = cloneFrom("fixture:" + origin.path(), Map.of());
        assertThat(root.resolve("README.md")).exists();
    }

    @Test
    void refusesAHostThatIsNotKnownOrIsAnother() throws Exception {
        know("[elsewhere]:22 " + hostKey);
        String before = Files.readString(home.resolve(".ssh/known_hosts"));
        ShadowException unknown = failure(Map.of());
        assertThat(unknown.code()).isEqualTo(ErrorCode.REMOTE_UNREACHABLE);
        assertThat(Files.readString(home.resolve(".ssh/known_hosts"))).isEqualTo(before);
        know("[127.0.0.1]:" + server.getPort() + " "
                + Files.readString(home.resolve(".ssh/id_rsa.pub")).strip());
        assertThat(failure(Map.of()).code()).isEqualTo(ErrorCode.REMOTE_UNREACHABLE);
    }

    @Test
    void refusesAKeyThatTheServerDoesNotKnow() throws Exception {
        Files.delete(home.resolve(".ssh/id_rsa"));
        run(
                "ssh-keygen",
                "-q",
                "-t",
                "rsa",
                "-b",
                "2048",
                "-N",
                "",
                "-f",
                home.resolve(".ssh/id_rsa").toString());
        assertThat(failure(Map.of()).code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED);
    }

    @Test
    void saysWhenTheRepositoryIsNotThere() {
        ShadowException failure = catchThrowableOfType(
                ShadowException.class, () -> cloneFrom(url().replace("origin.git", "none.git"), Map.of()));
        assertThat(failure.code()).isEqualTo(ErrorCode.REPOSITORY_NOT_FOUND);
    }

    @Test
    void asksTheAgentForItsKeys() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-agent")), "not run: needs ssh-agent");
        Path socket = Files.createTempDirectory("shadow-agent").resolve("socket");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().until(() -> Files.exists(socket));
            Map<String, String> environment = Map.of("SSH_AUTH_SOCK", socket.toString());
            run(environment, "ssh-add", "-q", home.resolve(".ssh/id_rsa").toString());
            Files.delete(home.resolve(".ssh/id_rsa"));
            Files.delete(home.resolve(".ssh/id_rsa.pub"));
            assertThat(cloneFrom(url(), environment).resolve("README.md")).exists();
        } finally {
            agent.destroyForcibly().waitFor();
            Files.deleteIfExists(socket);
            Files.delete(socket.getParent());
        }
    }
}
