package dev.shadow.tck;

/** What {@link dev.shadow.GitManager} promises, judged by the {@code git} program where the work was pushed to. */
public interface GitContract
        extends GitCloneContract,
                GitCommitContract,
                GitDiffContract,
                GitRemoteContract,
                GitPushContract,
                GitMessageContract,
                GitCheckpointContract {}
