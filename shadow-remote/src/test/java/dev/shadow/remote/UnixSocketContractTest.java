package dev.shadow.remote;

import dev.shadow.Shadow;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("soak")
class UnixSocketContractTest extends RemoteContract {
    @RegisterExtension
    static final ContractSidecars SIDECARS = new ContractSidecars((directory, properties) -> SidecarProcess.start(
            directory,
            properties,
            "--unix-socket",
            directory.resolveSibling(directory.getFileName() + ".sock").toString()));

    @Override
    protected Shadow.Builder backend(Path directory) {
        return SIDECARS.backend(directory);
    }
}
