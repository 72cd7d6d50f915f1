package dev.shadow.core.workspace;

import dev.shadow.RepositorySource;
import dev.shadow.ShadowException;
import dev.shadow.core.git.GitDirectory;
import dev.shadow.core.git.GitEngine;
import dev.shadow.core.git.GitRemotes;
import dev.shadow.core.git.Mirrors;
import dev.shadow.core.git.RepositoryClone;
import dev.shadow.core.store.FileStore;
import dev.shadow.git.BranchInfo;
import dev.shadow.git.GitIdentity;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.OperationTable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The repository of a workspace that has one.
 *
 * <p>Thread-safe.
 */
public final class WorkspaceGit {
    private static final Logger log = LoggerFactory.getLogger(WorkspaceGit.class);
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(60);

    private final FileStore files;
    private final GitDirectory directory;
    private final GitRemotes remotes;
    private final Optional<Mirrors> mirrors;
    private final GitEngine engine;

    /**
     * A repository over its work tree.
     *
     * @param files the work tree
     * @param directory the repository, empty before the clone; closed with this
     * @param remotes how remotes are reached
     */
    public WorkspaceGit(FileStore files, GitDirectory directory, GitRemotes remotes) {
        this(files, directory, remotes, Optional.empty());
    }

    /**
     * A repository over its work tree.
     *
     * @param files the work tree
     * @param directory the repository, empty before the clone; closed with this
     * @param remotes how remotes are reached
     * @param mirrors what was fetched before; absent to fetch each time
     */
    public WorkspaceGit(FileStore files, GitDirectory directory, GitRemotes remotes, Optional<Mirrors> mirrors) {
        this.mirrors = mirrors;
        this.files = files;
        this.directory = directory;
        this.remotes = remotes;
        this.engine = new GitEngine(files, directory, remotes);
    }

    void register(OperationTable.Builder table) {
        engine.register(table);
    }

    /** Ends what a killed process began. An interrupt puts that off to the next opening. */
    void recover() {
        try {
            engine.recover(Deadline.after(LONGEST_RECOVERY));
        } catch (ShadowException e) {
            log.warn("The repository cannot be looked after", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void cloneFrom(
            RepositorySource source,
            Optional<GitIdentity> identity,
            RepositoryClone.Progress progress,
            CallContext call)
            throws IOException, InterruptedException {
        new RepositoryClone(remotes, mirrors).run(source, directory, files, progress, call.deadline());
        if (identity.isPresent()) {
            directory.configureUser(identity.get());
        }
    }

    BranchInfo goToBranchOf(String taskId, CallContext call) throws InterruptedException {
        return engine.shadowBranchAfterClone(taskId, call.deadline());
    }

    GitEngine engine() {
        return engine;
    }

    void close() {
        directory.close();
    }
}
