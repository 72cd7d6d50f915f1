package dev.shadow.internal;

import dev.shadow.Bytes;
import dev.shadow.GitManager;
import dev.shadow.git.BranchInfo;
import dev.shadow.git.Checkpoint;
import dev.shadow.git.CheckpointRequest;
import dev.shadow.git.CommitInfo;
import dev.shadow.git.CommitMessageSource;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.CommitResult;
import dev.shadow.git.DiffRequest;
import dev.shadow.git.DiffResult;
import dev.shadow.git.GitIdentity;
import dev.shadow.git.GitOperation;
import dev.shadow.git.GitStatus;
import dev.shadow.git.PushRequest;
import dev.shadow.git.PushResult;
import dev.shadow.spi.Check;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each method as its operation. Thread-safe. */
final class DefaultGit implements GitManager {
    private final Caller caller;

    DefaultGit(Caller caller) {
        this.caller = caller;
    }

    @Override
    public GitStatus status() {
        return caller.call(new GitOperation.Status());
    }

    @Override
    public DiffResult diff(DiffRequest request) {
        return caller.call(new GitOperation.Diff(request));
    }

    @Override
    public CommitResult commit(CommitRequest request) {
        return caller.call(new GitOperation.Commit(request));
    }

    @Override
    public CommitResult commitIfChanged(CommitMessageSource messages) {
        return new MessagedCommit(this, messages).run();
    }

    @Override
    public PushResult push(PushRequest request) {
        return caller.call(new GitOperation.Push(request));
    }

    @Override
    public CommitResult mergeBase() {
        return caller.call(new GitOperation.MergeBase());
    }

    @Override
    public List<CommitInfo> log(int limit) {
        return caller.call(new GitOperation.Log(Check.range("limit", limit, 1, 10_000)));
    }

    @Override
    public BranchInfo createShadowBranch(String taskId) {
        return caller.call(new GitOperation.CreateShadowBranch(Check.text("task id", taskId)));
    }

    @Override
    public Optional<String> currentBranch() {
        return caller.call(new GitOperation.CurrentBranch());
    }

    @Override
    public Optional<String> head() {
        return caller.call(new GitOperation.Head());
    }

    @Override
    public void configureUser(GitIdentity identity) {
        caller.call(new GitOperation.ConfigureUser(identity));
    }

    @Override
    public Checkpoint checkpoint(CheckpointRequest request) {
        return caller.call(new GitOperation.CreateCheckpoint(request));
    }

    @Override
    public Map<String, Bytes> restore(String checkpointId) {
        return caller.call(new GitOperation.RestoreCheckpoint(Check.text("checkpoint id", checkpointId)));
    }

    @Override
    public List<Checkpoint> checkpoints() {
        return caller.call(new GitOperation.ListCheckpoints());
    }

    @Override
    public void deleteCheckpoint(String checkpointId) {
        caller.call(new GitOperation.DeleteCheckpoint(Check.text("checkpoint id", checkpointId)));
    }
}
