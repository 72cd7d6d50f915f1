package dev.shadow.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shadow.ErrorCode;
import dev.shadow.RepositorySource;
import dev.shadow.ShadowException;
import dev.shadow.git.Credential;
import dev.shadow.git.CredentialSource;
import dev.shadow.git.GitOperation;
import dev.shadow.git.PushRequest;
import dev.shadow.git.PushResult.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpRemoteTest {
    private static final String CANARY = "canary-5f2c9d-token";

    @TempDir
    private Path scratch;

    private Path origin;

    private final List<String> asked = new ArrayList<>();

    private final CredentialSource canary = (url, purpose) -> {
        asked.add(url + " " + purpose);
        return Optional.of(Credential.token(CANARY));
    };

    @BeforeEach
    void makeOrigin() throws IOException {
        origin = GitProgram.origin(scratch);
        GitProgram.git(origin, "config", "http.receivepack", "true");
    }

    private GitFixture cloned(String url, GitRemotes remotes) throws IOException, InterruptedException {
        return GitFixture.cloned(scratch, origin, RepositorySource.of(url, "main"), remotes);
    }

    @Test
    void clonesAndPushesOverTlsWithATokenThatIsFoundNowhereAfterwards() throws Exception {
        try (HttpGitServer server = HttpGitServer.tls(scratch, scratch)) {
            server.requirePassword("x-access-token", CANARY);
            GitRemotes remotes = GitRemotes.of(canary).trust(server.trust());
            GitFixture fixture = cloned(server.url("origin.git"), remotes);
            assertThat(fixture.git("status", "--porcelain")).isEmpty();
            fixture.call(new GitOperation.CreateShadowBranch("t"));
            fixture.write("work", "done\n");
            fixture.commit("work");
            assertThat(fixture.call(new GitOperation.Push(PushRequest.FORWARD)).outcome())
                    .isEqualTo(Outcome.CREATED);
            assertThat(GitProgram.git(origin, "log", "-1", "--format=%s", "shadow/t"))
                    .isEqualTo("work\n");
            assertThat(asked).contains(server.url("origin.git") + " READ", server.url("origin.git") + " WRITE");

            server.requirePassword("x-access-token", "another");
            fixture.write("work", "again\n");
            fixture.commit("again");
            ShadowException failure = GitFixture.failure(
                    ErrorCode.AUTHENTICATION_FAILED, () -> fixture.call(new GitOperation.Push(PushRequest.FORWARD)));
            requireNoCanary(failure);
            requireNoCanaryIn(fixture.root);
        }
    }

    private static void requireNoCanary(ShadowException failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace + failure.details().toString()).doesNotContain(CANARY).doesNotContain(encoded());
    }

    private static String encoded() {
        return Base64.getEncoder().encodeToString(("x-access-token:" + CANARY).getBytes(StandardCharsets.UTF_8));
    }

    private static void requireNoCanaryIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(text).as(file.toString()).doesNotContain(CANARY).doesNotContain(encoded());
            }
        }
    }

    @Test
    void trustsNoCertificateThatNobodyVouchesFor() throws Exception {
        try (HttpGitServer server = HttpGitServer.tls(scratch, scratch)) {
            GitFixture.failure(
                    ErrorCode.REMOTE_UNREACHABLE, () -> cloned(server.url("origin.git"), GitRemotes.of(canary)));
            assertThat(server.authorizations()).isEmpty();
        }
    }

    @Test
    void asksForNoCredentialWhereNoneIsNeeded() throws Exception {
        try (HttpGitServer server = HttpGitServer.plain(scratch)) {
            cloned(server.url("origin.git"), GitRemotes.of(canary));
            assertThat(asked).isEmpty();
            GitFixture.failure(
                    ErrorCode.REPOSITORY_NOT_FOUND, () -> cloned(server.url("nope.git"), GitRemotes.of(canary)));
        }
    }

    @Test
    void tellsWhenTheRemoteWantsCredentialsOrRefusesThem() throws Exception {
        try (HttpGitServer server = HttpGitServer.plain(scratch)) {
            server.requirePassword("somebody", "else");
            assertThat(GitFixture.failure(
                                    ErrorCode.AUTHENTICATION_FAILED,
                                    () -> cloned(server.url("origin.git"), GitFixture.remotes()))
                            .message())
                    .contains("without credentials");
            ShadowException refused = GitFixture.failure(
                    ErrorCode.AUTHENTICATION_FAILED, () -> cloned(server.url("origin.git"), GitRemotes.of(canary)));
            requireNoCanary(refused);
            assertThat(server.authorizations()).isNotEmpty().hasSizeLessThan(4);
            server.answerAlways(503);
            assertThat(GitFixture.failure(
                                    ErrorCode.REMOTE_UNREACHABLE,
                                    () -> cloned(server.url("origin.git"), GitRemotes.of(canary)))
                            .retryable())
                    .isTrue();
        }
    }

    @Test
    void tellsNoSecretToTheServerThatARedirectLeadsTo() throws Exception {
        try (HttpGitServer server = HttpGitServer.plain(scratch);
                HttpGitServer elsewhere = HttpGitServer.plain(scratch)) {
            server.requirePassword("x-access-token", CANARY);
            server.redirectTo(elsewhere.url(""));
            elsewhere.requirePassword("x-access-token", CANARY);
            GitFixture.failure(
                    ErrorCode.AUTHENTICATION_FAILED, () -> cloned(server.url("origin.git"), GitRemotes.of(canary)));
            assertThat(server.authorizations()).isNotEmpty();
            assertThat(elsewhere.authorizations()).isEmpty();
        }
    }

    @Test
    void followsARedirectThatWantsNoSecret() throws Exception {
        try (HttpGitServer server = HttpGitServer.plain(scratch);
                HttpGitServer elsewhere = HttpGitServer.plain(scratch)) {
            server.redirectTo(elsewhere.url("").replaceAll("/$", ""));
            GitFixture fixture = cloned(server.url("origin.git"), GitRemotes.of(canary));
            assertThat(fixture.git("status", "--porcelain")).isEmpty();
        }
    }

    @Test
    void sendsNoSecretThatOthersCanReadOnTheWay() throws Exception {
        Optional<InetAddress> address = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(one -> one instanceof Inet4Address && !one.isLoopbackAddress())
                .findFirst();
        assumeTrue(address.isPresent(), "not run: this machine has no address but loopback");
        try (HttpGitServer server = HttpGitServer.plain(scratch, address.get())) {
            server.requirePassword("x-access-token", CANARY);
            assertThat(GitFixture.failure(
                                    ErrorCode.AUTHENTICATION_FAILED,
                                    () -> cloned(server.url("origin.git"), GitRemotes.of(canary)))
                            .message())
                    .contains("use https");
            assertThat(server.authorizations()).isEmpty();
        }
    }

    @Test
    void knowsWhichOriginsOthersCanReadOnTheWay() {
        assertThat(new Origin("http", "example.org", 80).isReadableByOthers()).isTrue();
        assertThat(new Origin("http", "127.0.0.1.example.org", 80).isReadableByOthers())
                .isTrue();
        assertThat(new Origin("http", "localhost", 80).isReadableByOthers()).isFalse();
        assertThat(new Origin("http", "127.8.0.1", 80).isReadableByOthers()).isFalse();
        assertThat(new Origin("http", "[::1]", 80).isReadableByOthers()).isFalse();
        assertThat(new Origin("https", "example.org", 443).isReadableByOthers()).isFalse();
    }
}
