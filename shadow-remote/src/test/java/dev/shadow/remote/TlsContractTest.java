package dev.shadow.remote;

import dev.shadow.Shadow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With a token as well, as everybody who uses TLS has one. */
@Tag("soak")
class TlsContractTest extends RemoteContract {
    @RegisterExtension
    static final ContractSidecars SIDECARS = new ContractSidecars(new OverTls());

    @Override
    protected Shadow.Builder backend(Path directory) {
        return SIDECARS.backend(directory);
    }

    private static final class OverTls implements ContractSidecars.Starter {
        @Override
        public SidecarProcess start(Path directory, List<String> properties) throws IOException {
            SelfSigned certificate = SelfSigned.make(directory.resolveSibling(directory.getFileName() + "-tls"));
            return SidecarProcess.start(
                    directory,
                    properties,
                    "--port",
                    "0",
                    "--token-file",
                    Files.writeString(token(directory), "a token of the contract")
                            .toString(),
                    "--tls-certificate",
                    certificate.certificate().toString(),
                    "--tls-key",
                    certificate.key().toString());
        }

        private static Path token(Path directory) {
            return directory.resolveSibling(directory.getFileName() + "-token");
        }

        @Override
        public Shadow.Builder reach(SidecarProcess sidecar, Path directory) {
            SelfSigned certificate = SelfSigned.in(directory.resolveSibling(directory.getFileName() + "-tls"));
            return ContractSidecars.Starter.super
                    .reach(sidecar, directory)
                    .set(RemoteBackendProvider.TOKEN_FILE, token(directory).toString())
                    .set(
                            RemoteBackendProvider.CA_FILE,
                            certificate.certificate().toString());
        }
    }
}
