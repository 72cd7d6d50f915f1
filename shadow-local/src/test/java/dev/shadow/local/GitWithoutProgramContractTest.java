package dev.shadow.local;

import dev.shadow.Shadow;
import dev.shadow.tck.BackendFixture;
import dev.shadow.tck.GitContract;
import java.nio.file.Path;

/** The contract of git, as it is where no git program is installed. */
class GitWithoutProgramContractTest extends BackendFixture implements GitContract {
    @Override
    protected Shadow.Builder backend(Path directory) {
        return Shadow.builder().mode("local").set(LocalGit.ENGINE, "jgit").stateDirectory(directory);
    }
}
