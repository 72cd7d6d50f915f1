package dev.shadow.examples;

import dev.shadow.DestroyMode;
import dev.shadow.Shadow;
import dev.shadow.ShadowException;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.WorkspaceStatus;
import dev.shadow.git.CommitResult;
import dev.shadow.git.GitIdentity;
import dev.shadow.git.PushResult;
import dev.shadow.tools.ToolCatalog;
import dev.shadow.tools.ToolResult;
import java.nio.file.Path;
import java.util.Optional;

/** One run, from an empty place to a pushed branch. */
final class AgentRun {
    private static final GitIdentity AGENT = GitIdentity.of("Shadow coding agent", "coding-agent@example.org");

    private final Job job;
    private final Scratch scratch;
    private final Transcript transcript;
    private final long started = System.nanoTime();
    private boolean unpushed;

    AgentRun(Job job, Scratch scratch, Host host) {
        this.job = job;
        this.scratch = scratch;
        this.transcript = new Transcript(host);
    }

    /** Closes the library at the end. */
    int execute(Shadow opened) {
        try (Shadow shadow = opened) {
            transcript.begin(job, shadow.mode());
            boolean wasThere =
                    shadow.workspaces().list().stream().map(WorkspaceStatus::id).anyMatch(job.task()::equals);
            boolean done;
            try (Workspace workspace = prepare(shadow)) {
                done = work(workspace);
            } catch (ShadowException e) {
                leaveAfter(e, shadow, wasThere);
                throw e;
            }
            leave(shadow, wasThere);
            transcript.end(started);
            return done ? CodingAgent.DONE : CodingAgent.FAILED;
        }
    }

    private Workspace prepare(Shadow shadow) {
        WorkspaceSpec task = WorkspaceSpec.forTask(job.task()).identity(AGENT);
        WorkspaceSpec spec = job.branch().isPresent()
                ? task.repository(job.repository(), job.branch().get())
                : task.repository(job.repository());
        try (PrepareProgress progress = transcript.progress()) {
            return shadow.workspaces().prepare(spec, progress);
        }
    }

    private boolean work(Workspace workspace) {
        Optional<String> before = workspace.git().head();
        try {
            if (!dispatch(ToolCatalog.of(workspace))) {
                return false;
            }
            keepWork(workspace, before);
            return true;
        } finally {
            calmDown();
        }
    }

    private boolean dispatch(ToolCatalog tools) {
        int number = 0;
        for (PlanStep step : job.plan()) {
            transcript.step(++number, job.plan().size(), step);
            CommandOutput output = transcript.commandOutput();
            ToolResult result = tools.call(step.tool(), step.arguments(), output);
            transcript.result(result, output);
            if (!result.isSuccess()) {
                transcript.failed(step, number);
                return false;
            }
        }
        return true;
    }

    /** A command of the plan may have committed by itself, so it is the branch that counts. */
    private void keepWork(Workspace workspace, Optional<String> before) {
        CommitResult commit = workspace.git().commit(job.commit());
        if (workspace.git().head().equals(before)) {
            transcript.nothingToCommit();
            return;
        }
        unpushed = true;
        PushResult push = workspace.git().push();
        unpushed = false;
        transcript.summary(job, workspace, commit, push);
    }

    private void leaveAfter(ShadowException failure, Shadow shadow, boolean wasThere) {
        try {
            leave(shadow, wasThere);
        } catch (ShadowException e) {
            failure.addSuppressed(e);
        }
    }

    /** A workspace that was there before this run is somebody's, and one with work that is nowhere else is precious. */
    private void leave(Shadow shadow, boolean wasThere) {
        calmDown();
        Optional<WorkspaceStatus> found = shadow.workspaces().list().stream()
                .filter(status -> status.id().equals(job.task()))
                .findFirst();
        if (found.isEmpty()) {
            return;
        }
        if (job.keep() || wasThere || unpushed) {
            scratch.keepFor(Path.of(found.get().location()));
            transcript.kept(found.get(), scratch);
        } else {
            shadow.workspaces().destroy(job.task(), DestroyMode.DISCARD);
        }
    }

    /** An interrupt ends the work; left standing it would end the cleaning up, too. */
    private static void calmDown() {
        Thread.interrupted();
    }
}
