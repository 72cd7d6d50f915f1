package dev.shadow.local;

import dev.shadow.Capability;
import dev.shadow.command.Signal;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.core.store.ProcessStore.RunningProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Processes by posix_spawn(3) and the like, through JNA: each leads a session of its own, its pipes outlive it, signals have
 * names, and one thread a command is enough.
 *
 * <p>Thread-safe.
 */
final class NativeControl implements ProcessControl {
    private static final Set<Capability> CAPABILITIES =
            Set.of(Capability.REAL_PROGRAMS, Capability.STDIN_OPEN, Capability.SIGNALS, Capability.SIGNAL_EXIT);
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "aarch64");

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> capabilities = new HashSet<>(CAPABILITIES);
        if (Terminal.obstacle().isEmpty()) {
            capabilities.add(Capability.PTY);
        }
        return capabilities;
    }

    /**
     * Tries whether this works here, by starting a process.
     *
     * @return why not, and what would help; empty when it works
     */
    static Optional<String> obstacle() {
        String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        if (!system.startsWith("Linux") || !ARCHITECTURES.contains(System.getProperty("os.arch"))) {
            return Optional.of("it needs Linux on one of " + ARCHITECTURES + ", and this is " + system);
        }
        if (!ProcFs.isPresent()) {
            return Optional.of("it needs /proc, which is not mounted");
        }
        try {
            return probe();
        } catch (NoClassDefFoundError e) {
            return Optional.of("add the artifact net.java.dev.jna:jna");
        } catch (LinkageError | IOException | RuntimeException e) {
            return Optional.of("the functions of the C library cannot be called: " + e.getMessage());
        }
    }

    private static Optional<String> probe() throws IOException {
        Path shell = Path.of("/bin/sh");
        List<String> argv = List.of(shell.toString(), "-c", "exit 7");
        Launch launch = new Launch(shell, argv, Map.of(), Path.of("/"), false, false, Optional.empty(), value -> false);
        Pipe output = new Pipe();
        try {
            int pid = Spawn.start(launch, -1, output.writer(), output.writer());
            int status = NativeProcess.fetch(pid);
            return status == 7 << 8 ? Optional.empty() : Optional.of("a process that it starts ends with " + status);
        } finally {
            output.close();
        }
    }

    @Override
    public RunningProcess start(Launch launch) {
        List<Pipe> pipes = new ArrayList<>();
        try {
            return launch.pty().isPresent()
                    ? TerminalProcess.start(launch, launch.pty().get())
                    : start(launch, pipes);
        } catch (IOException e) {
            throw Programs.failure(launch.name(), e);
        } finally {
            pipes.forEach(Pipe::close);
        }
    }

    private static RunningProcess start(Launch launch, List<Pipe> pipes) throws IOException {
        int input = -1;
        OutputStream stdin = OutputStream.nullOutputStream();
        WakeUp wakeUp = new WakeUp();
        try {
            if (launch.readsInput()) {
                Pipe in = open(pipes);
                input = in.reader();
                stdin = new PipeOutput(in);
            }
            Pipe out = open(pipes);
            Pipe err = launch.mergeStderr() ? out : open(pipes);
            int pid = Spawn.start(launch, input, out.writer(), err.writer());
            int end = endOf(pid);
            int errors = launch.mergeStderr() ? -1 : err.takeReader();
            NativeProcess.Output output = new NativeProcess.Output(out.takeReader(), errors, end, wakeUp, false);
            return new NativeProcess(pid, stdin, output, launch.mark());
        } catch (IOException | RuntimeException e) {
            wakeUp.close();
            stdin.close();
            throw e;
        }
    }

    private static Pipe open(List<Pipe> pipes) throws IOException {
        Pipe pipe = new Pipe();
        pipes.add(pipe);
        return pipe;
    }

    /** A descriptor that becomes readable when the process ends. */
    static int endOf(int pid) throws IOException {
        int descriptor = LibC.pidfdOpen(pid);
        if (descriptor >= 0) {
            return descriptor;
        }
        try {
            return awaitedEndOf(pid);
        } catch (IOException | RuntimeException e) {
            LibC.kill(-pid, SignalNumbers.KILL);
            NativeProcess.fetch(pid);
            throw e;
        }
    }

    /** Where the kernel has no such descriptor (before Linux 5.3), a thread waits, and then closes a pipe. */
    static int awaitedEndOf(int pid) throws IOException {
        Pipe pipe = new Pipe();
        try {
            int writer = pipe.writer();
            Threads.system().blocking().execute(() -> {
                NativeProcess.awaitEnd(pid);
                LibC.close(writer);
            });
            pipe.takeWriter();
            return pipe.takeReader();
        } finally {
            pipe.close();
        }
    }

    @Override
    public void signal(long pid, Signal signal) {
        LibC.kill((int) pid, SignalNumbers.of(signal));
    }

    @Override
    public void close() {
        // nothing is prepared
    }
}
