package dev.shadow.local;

import dev.shadow.Shadow;
import dev.shadow.tck.BackendFixture;
import dev.shadow.tck.GitContract;
import java.nio.file.Path;

/** The contract of git, with the git program for every tree however small. */
class GitProgramContractTest extends BackendFixture implements GitContract {
    @Override
    protected Shadow.Builder backend(Path directory) {
        return Shadow.builder().mode("local").set(LocalGit.ENGINE, "program").stateDirectory(directory);
    }
}
