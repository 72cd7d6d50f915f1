package dev.shadow.local;

import dev.shadow.Shadow;
import dev.shadow.tck.BackendFixture;
import dev.shadow.tck.CommandsContract;
import java.nio.file.Path;

/** Commands where there is no JNA, or where it is not wanted. */
class JdkCommandsContractTest extends BackendFixture implements CommandsContract {
    @Override
    protected Shadow.Builder backend(Path directory) {
        return Shadow.builder().mode("local").stateDirectory(directory).set(ProcessControls.SETTING, "jdk");
    }
}
