package dev.shadow.examples.backend;

import dev.shadow.Shadow;
import dev.shadow.tck.BackendContract;
import java.nio.file.Path;

// tag::contract[]
class FilesOnlyContractTest extends BackendContract {
    @Override
    protected Shadow.Builder backend(Path directory) {
        return Shadow.builder().mode("files-only").stateDirectory(directory);
    }
}
// end::contract[]
