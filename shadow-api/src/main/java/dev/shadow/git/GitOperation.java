package dev.shadow.git;

import dev.shadow.Bytes;
import dev.shadow.Capability;
import dev.shadow.spi.Done;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationType;
import dev.shadow.spi.OperationType.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operations behind {@link dev.shadow.GitManager}, one a method, with the contract of that method.
 *
 * <p>Thread-safe.
 *
 * @param <R> the result
 */
public sealed interface GitOperation<R> extends Operation<R> {
    private static OperationType type(String name, Capability capability, Effect effect, Duration timeout) {
        return new OperationType("git." + name, capability, effect, timeout);
    }

    private static OperationType local(String name, Effect effect) {
        return type(name, Capability.GIT, effect, Duration.ofMinutes(2));
    }

    private static OperationType network(String name, Effect effect) {
        return type(name, Capability.GIT, effect, Duration.ofMinutes(10));
    }

    private static OperationType checkpoint(String name, Effect effect) {
        return type(name, Capability.CHECKPOINTS, effect, Duration.ofMinutes(2));
    }

    /** {@link dev.shadow.GitManager#status}. */
    record Status() implements GitOperation<GitStatus> {
        /** The kind of this operation. */
        public static final OperationType TYPE = GitOperation.local("status", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.GitManager#diff}.
     *
     * @param request what to compare
     */
    record Diff(DiffRequest request) implements GitOperation<DiffResult> {
        /** The kind of this operation. */
        public static final OperationType TYPE = GitOperation.local("diff", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.GitManager#commit}.
     *
     * @param request what to commit
     */
    record Commit(CommitRequest request) implements GitOperation<CommitResult> {
        /** The kind of this operation. */
        public static final OperationType TYPE = GitOperation.local("commit", Effect.WRITE);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.GitManager#push(PushRequest)}.
     *
     * @param request whether the remote's branch may be replaced
     */
    record Push(PushRequest request) implements GitOperation<PushResult> {
        /** The kind of this operation. */
        public static final OperationType TYPE = GitOperation.network("push", Effect.IDEMPOTENT);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /** {@link dev.shadow.GitManager#mergeBase}. */
    record MergeBase() implements GitOperation<CommitResult> {
        /** The kind of this operation. */
        public static final OperationType TYPE =
                GitOperation.type("mergeBase", Capability.MERGE, Effect.WRITE, Duration.ofMinutes(10));

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.GitManager#log}.
     *
     * @param limit the most commits
     */
    record Log(int limit) implements GitOperation<List<CommitInfo>> {
        /** The kind of this operation. */
        public static final OperationType TYPE = GitOperation.local("log", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.GitManager#createShadowBranch}.
     *
     * @param taskId the task
     */
    record CreateShadowBranch(String taskId) implements GitOperation<BranchInfo> {
        /** The kind of this operation. */
        public static final OperationType TYPE = GitOperation.network("createShadowBranch", Effect.IDEMPOTENT);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /** {@link dev.shadow.GitManager#currentBranch}. */
    record CurrentBranch() implements GitOperation<Optional<String>> {
        /** The kind of this operation. */
        public static final OperationType TYPE = GitOperation.local("currentBranch", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /** {@link dev.shadow.GitManager#head}. */
    record Head() implements GitOperation<Optional<String>> {
        /** The kind of this operation. */
        public static final OperationType TYPE = GitOperation.local("head", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.GitManager#configureUser}.
     *
     * @param identity who
     */
    record ConfigureUser(GitIdentity identity) implements GitOperation<Done> {
        /** The kind of this operation. */
        public static final OperationType TYPE = GitOperation.local("configureUser", Effect.IDEMPOTENT);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.GitManager#checkpoint}.
     *
     * @param request what to keep
     */
    record CreateCheckpoint(CheckpointRequest request) implements GitOperation<Checkpoint> {
        /** The kind of this operation. */
        public static final OperationType TYPE = GitOperation.checkpoint("checkpoint", Effect.WRITE);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.GitManager#restore}. The result is the checkpoint's attachments.
     *
     * @param checkpointId which
     */
    record RestoreCheckpoint(String checkpointId) implements GitOperation<Map<String, Bytes>> {
        /** The kind of this operation. */
        public static final OperationType TYPE = GitOperation.checkpoint("restore", Effect.WRITE);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /** {@link dev.shadow.GitManager#checkpoints}. */
    record ListCheckpoints() implements GitOperation<List<Checkpoint>> {
        /** The kind of this operation. */
        public static final OperationType TYPE = GitOperation.checkpoint("checkpoints", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.GitManager#deleteCheckpoint}.
     *
     * @param checkpointId which
     */
    record DeleteCheckpoint(String checkpointId) implements GitOperation<Done> {
        /** The kind of this operation. */
        public static final OperationType TYPE = GitOperation.checkpoint("deleteCheckpoint", Effect.IDEMPOTENT);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }
}
