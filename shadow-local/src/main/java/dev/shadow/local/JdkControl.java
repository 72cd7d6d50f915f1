package dev.shadow.local;

import dev.shadow.Capability;
import dev.shadow.command.Signal;
import dev.shadow.core.store.ProcessStore.RunningProcess;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Processes by the JDK alone.
 *
 * <p>Thread-safe.
 */
final class JdkControl implements ProcessControl {
    private static final String INHERITED_PATH = System.getenv().getOrDefault("PATH", "");

    private final NamedPipes pipes;

    /**
     * Pipes of its own.
     *
     * @param directory for them; may not exist yet
     */
    JdkControl(Path directory) {
        this.pipes = new NamedPipes(directory);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.REAL_PROGRAMS, Capability.STDIN_OPEN);
    }

    @Override
    public RunningProcess start(Launch launch) {
        ProcessBuilder builder = new ProcessBuilder(argv(launch))
                .directory(launch.directory().toFile())
                .redirectErrorStream(launch.mergeStderr());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(launch.environment().keySet());
        launch.environment().forEach((name, value) -> {
            if (!value.equals(environment.get(name))) { // what is inherited stays as it is, to the byte
                environment.put(name, value);
            }
        });
        if (!launch.readsInput()) {
            builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        }
        return start(builder, launch);
    }

    /** The JDK looks for programs on its own PATH, so where the command has another one the file itself is named. */
    private static List<String> argv(Launch launch) {
        List<String> argv = new ArrayList<>(launch.argv());
        if (!argv.get(0).contains("/")
                && !INHERITED_PATH.equals(launch.environment().get("PATH"))) {
            argv.set(0, launch.program().toString());
        }
        return argv;
    }

    private RunningProcess start(ProcessBuilder builder, Launch launch) {
        Optional<NamedPipes.Pipe> out = pipes.open();
        Optional<NamedPipes.Pipe> err = launch.mergeStderr() ? Optional.empty() : pipes.open();
        out.ifPresent(pipe -> builder.redirectOutput(pipe.writer()));
        err.ifPresent(pipe -> builder.redirectError(pipe.writer()));
        try {
            Process process = builder.start();
            InputStream stdout = out.<InputStream>map(NamedPipes.Pipe::reader).orElseGet(process::getInputStream);
            InputStream stderr = err.<InputStream>map(NamedPipes.Pipe::reader).orElseGet(process::getErrorStream);
            return new JdkProcess(process, stdout, stderr, launch.mark());
        } catch (IOException e) {
            out.ifPresent(NamedPipes.Pipe::abandon);
            err.ifPresent(NamedPipes.Pipe::abandon);
            throw Programs.failure(launch.name(), e);
        }
    }

    @Override
    public void signal(long pid, Signal signal) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (signal.equals(Signal.TERM)) {
            process.ifPresent(ProcessHandle::destroy);
        } else if (signal.equals(Signal.KILL)) {
            process.ifPresent(ProcessHandle::destroyForcibly);
        } else {
            throw JdkProcess.cannotSend(signal);
        }
    }

    @Override
    public void close() {
        pipes.close();
    }
}
