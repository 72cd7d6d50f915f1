package dev.shadow.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.ErrorCode;
import dev.shadow.Shadow;
import dev.shadow.ShadowException;
import dev.shadow.sidecar.Sidecar;
import dev.shadow.sidecar.SidecarOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a client over TLS believes. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields up
class TlsTest {
    @TempDir
    private Path directory;

    private Sidecar start(SelfSigned certificate) throws IOException {
        SidecarOptions open = SidecarOptions.onLoopback(directory.resolve("state"));
        return Sidecar.start(new SidecarOptions(
                open.backend(),
                open.workspaces(),
                open.state(),
                open.host(),
                open.port(),
                open.unixSocket(),
                open.tokenFile(),
                Optional.of(new SidecarOptions.Tls(certificate.certificate(), certificate.key())),
                open.requestBytes(),
                open.concurrentCalls(),
                open.handleLease(),
                open.shutdownGrace()));
    }

    private static Shadow client(Sidecar sidecar, Optional<Path> authorities) {
        Shadow.Builder builder = Shadow.builder()
                .mode("remote")
                .set(RemoteBackendProvider.URL, sidecar.addresses().get(0));
        authorities.ifPresent(file -> builder.set(RemoteBackendProvider.CA_FILE, file.toString()));
        return builder.open();
    }

    private static void refused(Sidecar sidecar, Optional<Path> authorities, String reason) {
        try (Shadow shadow = client(sidecar, authorities)) {
            ShadowException failure = catchThrowableOfType(
                    ShadowException.class, () -> shadow.workspaces().list());
            assertThat(failure.code()).isEqualTo(ErrorCode.SIDECAR_UNREACHABLE);
            assertThat(failure.message()).containsIgnoringCase(reason);
        }
    }

    @Test
    void aCertificateOfAKnownAuthorityForTheRightHost() throws Exception {
        SelfSigned certificate = SelfSigned.make(directory);
        try (Sidecar sidecar = start(certificate);
                Shadow shadow = client(sidecar, Optional.of(certificate.certificate()))) {
            assertThat(sidecar.addresses().get(0)).startsWith("https://");
            assertThat(shadow.workspaces().list()).isEmpty();
        }
    }

    @Test
    void notACertificateForAnotherHost() throws Exception {
        SelfSigned certificate = SelfSigned.make(directory, "dns:elsewhere.example");
        try (Sidecar sidecar = start(certificate)) {
            refused(sidecar, Optional.of(certificate.certificate()), "not verified");
        }
    }

    @Test
    void notACertificateOfAnUnknownAuthority() throws Exception {
        try (Sidecar sidecar = start(SelfSigned.make(directory))) {
            refused(sidecar, Optional.empty(), "certification path");
        }
    }
}
