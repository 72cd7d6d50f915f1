package dev.shadow.local;

import dev.shadow.Shadow;
import dev.shadow.tck.BackendContract;
import java.nio.file.Path;

class LocalContractTest extends BackendContract {
    @Override
    protected Shadow.Builder backend(Path directory) {
        return Shadow.builder().mode("local").stateDirectory(directory).set(ProcessControls.SETTING, "native");
    }
}
