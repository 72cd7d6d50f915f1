package dev.shadow.core.workspace;

import dev.shadow.RepositorySource;
import dev.shadow.core.git.GitDirectory;
import dev.shadow.core.git.GitEngine;
import dev.shadow.core.git.GitRemotes;
import dev.shadow.core.git.RepositoryClone;
import dev.shadow.core.store.FileStore;
import dev.shadow.git.BranchInfo;
import dev.shadow.git.GitIdentity;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.OperationTable;
import java.io.IOException;
import java.util.Optional;

/**
 * The repository of a workspace that has one.
 *
 * <p>Thread-safe.
 */
public final class WorkspaceGit {
    private final FileStore files;
    private final GitDirectory directory;
    private final GitRemotes remotes;
    private final GitEngine engine;

    /**
     * A repository over its work tree.
     *
     * @param files the work tree
     * @param directory the repository, empty before the clone; closed with this
     * @param remotes how remotes are reached
     */
    public WorkspaceGit(FileStore files, GitDirectory directory, GitRemotes remotes) {
        this.files = files;
        this.directory = directory;
        this.remotes = remotes;
        this.engine = new GitEngine(files, directory, remotes);
    }

    void register(OperationTable.Builder table) {
        engine.register(table);
    }

    void cloneFrom(
            RepositorySource source,
            Optional<GitIdentity> identity,
            RepositoryClone.Progress progress,
            CallContext call)
            throws IOException, InterruptedException {
        new RepositoryClone(remotes).run(source, directory, files, progress, call.deadline());
        if (identity.isPresent()) {
            directory.configureUser(identity.get());
        }
    }

    BranchInfo goToBranchOf(String taskId, CallContext call) throws InterruptedException {
        return engine.shadowBranchAfterClone(taskId, call.deadline());
    }

    void close() {
        directory.close();
    }
}
