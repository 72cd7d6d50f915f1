package dev.shadow.core.workspace;

import dev.shadow.ErrorCode;
import dev.shadow.OnLastClose;
import dev.shadow.PrepareEvent;
import dev.shadow.PrepareEvent.State;
import dev.shadow.PrepareEvent.Step;
import dev.shadow.ShadowException;
import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Command;
import dev.shadow.command.CommandOperation;
import dev.shadow.command.CommandResult;
import dev.shadow.git.BranchInfo;
import dev.shadow.spi.CallContext;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps from nothing to a workspace that is ready, and back when one fails. Used once, by one thread. */
final class Preparation {
    private static final Logger log = LoggerFactory.getLogger(Preparation.class);
    private static final int SHOWN_OUTPUT = 2_000;

    private final WorkspaceSite site;
    private final WorkspaceSpec spec;
    private final Consumer<PrepareEvent> progress;
    private final CallContext call;
    private final WorkspacePlace place;
    private final WorkspaceRecord preparing;
    private final Filling filling;
    private Step current = Step.PREPARE_WORKSPACE;
    private @Nullable OpenWorkspace opened;
    private boolean created;

    /** Where the files come from. */
    @FunctionalInterface
    interface Filling {
        /** Fills an empty workspace. */
        void fill(OpenWorkspace workspace) throws IOException, InterruptedException;
    }

    Preparation(WorkspaceSite site, WorkspaceSpec spec, Consumer<PrepareEvent> progress, CallContext call) {
        this(site, spec, progress, call, Optional.empty());
    }

    /** A preparation that clones nothing. */
    Preparation(WorkspaceSite site, WorkspaceSpec spec, CallContext call, Filling filling) {
        this(site, spec, event -> {}, call, Optional.of(filling));
    }

    private Preparation(
            WorkspaceSite site,
            WorkspaceSpec spec,
            Consumer<PrepareEvent> progress,
            CallContext call,
            Optional<Filling> filling) {
        this.filling = filling.orElse(this::fetch);
        this.site = site;
        this.spec = spec;
        this.progress = progress;
        this.call = call;
        this.preparing = WorkspaceRecord.preparing(spec, Instant.now());
        this.place = site.place(preparing);
    }

    static void tellNothingToDo(Consumer<PrepareEvent> progress) {
        for (Step step : List.of(Step.PREPARE_WORKSPACE, Step.SETUP_GIT, Step.INSTALL_DEPENDENCIES)) {
            progress.accept(PrepareEvent.of(step, State.SKIPPED, "it was done before"));
        }
    }

    /** The place is made before its record, so that nothing is ever rolled back that was not found empty. */
    OpenWorkspace run() throws IOException, InterruptedException {
        tell(State.STARTED, "make " + place.location());
        try {
            place.create();
            created = true;
            site.save(preparing);
            OpenWorkspace workspace = new OpenWorkspace(preparing.ready(), place.start());
            opened = workspace;
            filling.fill(workspace);
            setUpGit(workspace);
            installDependencies(workspace);
            site.save(workspace.workspace());
            return workspace;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
    }

    private void fetch(OpenWorkspace workspace) throws IOException, InterruptedException {
        if (workspace.git().isPresent() && spec.repository().isPresent()) {
            workspace.git().get().cloneFrom(spec.repository().get(), spec.identity(), this::tellProgress, call);
        }
        tell(
                State.COMPLETED,
                spec.repository().map(source -> "cloned " + source.url()).orElse("empty directory"));
    }

    private void setUpGit(OpenWorkspace workspace) throws InterruptedException {
        current = Step.SETUP_GIT;
        if (workspace.git().isEmpty()) {
            tell(State.SKIPPED, "there is no repository");
            return;
        }
        tell(State.STARTED, "go to the branch of task " + spec.taskId());
        BranchInfo branch = workspace.git().get().goToBranchOf(spec.taskId(), call);
        tell(State.COMPLETED, (branch.resumed() ? "resumed " : "began ") + branch.name());
    }

    private void installDependencies(OpenWorkspace workspace) throws InterruptedException {
        current = Step.INSTALL_DEPENDENCIES;
        if (spec.setup().isEmpty()) {
            tell(State.SKIPPED, "there are no setup commands");
            return;
        }
        tell(State.STARTED, spec.setup().size() + " setup commands");
        for (Command command : spec.setup()) {
            tell(State.PROGRESS, command.line().display());
            CommandResult result = workspace.execute(new CommandOperation.Run(command), call);
            if (!result.exit().isSuccess()) {
                throw setupFailed(command, result);
            }
        }
        tell(State.COMPLETED, "all succeeded");
    }

    private static ShadowException setupFailed(Command command, CommandResult result) {
        String output = result.merged().text();
        String shown = output.substring(Math.max(0, output.length() - SHOWN_OUTPUT));
        return new ShadowException(
                        ErrorCode.SETUP_FAILED,
                        "the setup command '" + command.line().display() + "' "
                                + result.exit().describe() + "; its output ends with:\n" + shown)
                .with("exit", result.exit().describe());
    }

    /** Runs to its end even when the thread is interrupted, whose flag is set again afterwards. */
    private void rollBack(Throwable why) {
        tellQuietly(State.FAILED, reason(why));
        if (!created) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            if (opened != null) {
                opened.end(OnLastClose.END_COMMANDS);
            }
            place.delete();
            tellQuietly(State.ROLLED_BACK, place.location() + " is as it was");
        } catch (IOException e) {
            why.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String reason(Throwable why) {
        return why instanceof ShadowException failure ? failure.message() : why.toString();
    }

    private void tell(State state, String message) {
        progress.accept(PrepareEvent.of(current, state, message));
    }

    private void tellProgress(double fraction, String message) {
        progress.accept(new PrepareEvent(current, State.PROGRESS, message, Optional.of(fraction)));
    }

    /** A listener that fails must not stop the roll-back, or hide why it began. */
    private void tellQuietly(State state, String message) {
        try {
            tell(state, message);
        } catch (RuntimeException e) {
            log.warn("The listener of a preparation failed", e);
        }
    }
}
