package dev.shadow.remote;

import dev.shadow.Shadow;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;

class RemoteContractTest extends RemoteContract {
    @RegisterExtension
    static final ContractSidecars SIDECARS =
            new ContractSidecars((directory, properties) -> SidecarProcess.start(directory, properties, "--port", "0"));

    @Override
    protected Shadow.Builder backend(Path directory) {
        return SIDECARS.backend(directory);
    }
}
