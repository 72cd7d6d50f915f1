package dev.shadow.mock;

import dev.shadow.Shadow;
import dev.shadow.tck.BackendContract;
import java.nio.file.Path;

class MockContractTest extends BackendContract {
    @Override
    protected Shadow.Builder backend(Path directory) {
        return Shadow.builder().mode("mock").stateDirectory(directory);
    }
}
