package dev.shadow.local;

import dev.shadow.Shadow;
import dev.shadow.tck.BackendContract;
import dev.shadow.tck.CommandsContract;
import java.nio.file.Path;

class LocalCommandsContractTest extends BackendContract implements CommandsContract {
    @Override
    protected Shadow.Builder backend(Path directory) {
        return Shadow.builder().backend(new CommandsBackend()).stateDirectory(directory);
    }
}
