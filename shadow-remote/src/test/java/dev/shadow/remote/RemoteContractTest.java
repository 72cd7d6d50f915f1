package dev.shadow.remote;

import dev.shadow.Shadow;
import dev.shadow.sidecar.Sidecar;
import dev.shadow.sidecar.SidecarOptions;
import dev.shadow.tck.BackendContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** Run by itself until it has been seen whole: {@code mvn verify -Ponce -pl shadow-remote -am}. */
@Tag("once")
class RemoteContractTest extends BackendContract {
    private @Nullable Sidecar sidecar;

    @Override
    protected Shadow.Builder backend(Path directory) {
        try {
            sidecar = Sidecar.start(SidecarOptions.onLoopback(directory));
            return Shadow.builder()
                    .mode("remote")
                    .set(RemoteBackendProvider.URL, sidecar.addresses().get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void closeSidecar() {
        if (sidecar != null) {
            sidecar.close();
        }
    }
}
