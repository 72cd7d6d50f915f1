package dev.shadow.local;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Command;
import dev.shadow.command.ResourceLimits;
import dev.shadow.core.store.ProcessStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Commands as processes of this machine.
 *
 * <p>They inherit the environment of this process, what is secret in it included: whoever does not want that clears or unsets
 * it by the command.
 *
 * <p>Thread-safe.
 */
final class LocalProcessStore implements ProcessStore, AutoCloseable {
    private static final Set<Capability> NATIVE_ONLY =
            Set.of(Capability.SIGNALS, Capability.SIGNAL_EXIT, Capability.RESOURCE_LIMITS);

    private final Path state;
    private final ProcessMark mark;
    private final LaunchResolver launches;
    private final ProcessControls controls;
    private final ProcessControl control;
    private final ResourceLimiter limiter;
    private final Confinement confinement;

    /**
     * A store for a workspace.
     *
     * @param root the work tree, which must exist
     * @param state a directory for what stores of this workspace keep on disk; may not exist yet
     * @param controls how processes are started
     * @param hidden what a sandbox of this workspace does not show
     */
    LocalProcessStore(Path root, Path state, ProcessControls controls, Supplier<List<Path>> hidden) {
        this(root, state, controls, hidden, NativeEncoding.system());
    }

    LocalProcessStore(
            Path root, Path state, ProcessControls controls, Supplier<List<Path>> hidden, NativeEncoding encoding) {
        Path real;
        try {
            real = root.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.state = state;
        this.mark = ProcessMark.create(real);
        this.launches = new LaunchResolver(real, mark, encoding);
        this.controls = controls;
        this.control = controls.open(directory());
        this.limiter = new ResourceLimiter(mark.text());
        this.confinement = new Confinement(real, hidden);
    }

    /** The directory of this store alone, also for the logs of its engine; made when needed, removed by {@link #close}. */
    Path directory() {
        return state.resolve(mark.text());
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> all = new HashSet<>(control.capabilities());
        if (canLimit()) {
            all.add(Capability.RESOURCE_LIMITS);
        }
        if (Bubblewrap.obstacle().isEmpty()) {
            all.add(Capability.SANDBOX);
        }
        return all;
    }

    /** Without names of signals nobody could tell that a limit ended a command. */
    private boolean canLimit() {
        return control.capabilities().contains(Capability.SIGNAL_EXIT)
                && limiter.obstacle().isEmpty();
    }

    @Override
    public Optional<String> reasonWithout(Capability capability) {
        if (capability.equals(Capability.PTY)) {
            return controls.terminalObstacle();
        }
        if (capability.equals(Capability.SANDBOX)) {
            return Bubblewrap.obstacle();
        }
        Optional<String> reason = NATIVE_ONLY.contains(capability) ? controls.obstacle() : Optional.empty();
        return capability.equals(Capability.RESOURCE_LIMITS) ? reason.or(limiter::obstacle) : reason;
    }

    @Override
    public RunningProcess start(String id, Command command) {
        Launch launch = launches.resolve(id, command);
        Launcher launcher = control::start;
        if (command.sandbox().isPresent()) {
            launch = confinement.apply(launch, command.sandbox().get());
            launcher = confined -> Confinement.start(confined, control);
        }
        return command.limits().isEmpty() ? launcher.start(launch) : startLimited(launch, command.limits(), launcher);
    }

    @FunctionalInterface
    private interface Launcher {
        RunningProcess start(Launch launch);
    }

    private RunningProcess startLimited(Launch launch, ResourceLimits limits, Launcher launcher) {
        LimitedLaunch limited = limiter.apply(launch, limits);
        try {
            return new LimitedProcess(launcher.start(limited.launch()), limited.limits());
        } catch (RuntimeException | Error e) {
            limiter.close();
            throw e;
        }
    }

    @Override
    public void endLeftovers(Duration grace) throws InterruptedException {
        ProcessTree.marked(mark::isOn).end(grace);
    }

    /**
     * Ends what commands of this workspace left behind whose owner was itself ended before it could, and removes the files
     * of such owners. Owners that live, in whatever process, keep theirs. Finds nothing elsewhere than on Linux.
     *
     * @param grace between TERM and KILL
     * @throws InterruptedException when the thread is interrupted; KILL was sent by then
     */
    void endOrphans(Duration grace) throws InterruptedException {
        ProcessTree.marked(mark::isOrphaned).end(grace);
        removeOrphanFiles();
    }

    /** Removes the files of owners that are gone, and lets their commands go on. */
    void removeOrphanFiles() {
        limiter.removeOrphans(mark::ownerIsGone);
        if (!Files.isDirectory(state)) {
            return;
        }
        try (DirectoryStream<Path> stores = Files.newDirectoryStream(state)) {
            for (Path store : stores) {
                if (mark.ownerIsGone(store.getFileName().toString())) {
                    Trees.delete(store);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw cannotRemove(e);
        }
    }

    /** Removes what this store has on disk. Commands that go on keep their pipes. */
    @Override
    public void close() {
        control.close();
        limiter.close();
        try {
            Trees.delete(directory());
        } catch (IOException e) {
            throw cannotRemove(e);
        }
    }

    private static ShadowException cannotRemove(Exception error) {
        return new ShadowException(
                ErrorCode.IO_ERROR, "files of ended commands cannot be removed: " + error.getMessage(), error);
    }
}
