package dev.shadow.local;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Command;
import dev.shadow.command.CommandLine;
import dev.shadow.command.Stdin;
import dev.shadow.core.store.ProcessStore;
import dev.shadow.core.store.WorkspacePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Commands as processes of this machine, by the JDK alone.
 *
 * <p>They inherit the environment of this process, what is secret in it included: whoever does not want that clears or unsets
 * it by the command.
 *
 * <p>Thread-safe.
 */
final class LocalProcessStore implements ProcessStore, AutoCloseable {
    private static final String SHELL = "/bin/sh";

    private final Path root;
    private final Path state;
    private final ProcessMark mark;
    private final NamedPipes pipes;
    private final NativeEncoding encoding;

    /**
     * A store for a workspace.
     *
     * @param root the work tree, which must exist
     * @param state a directory for what stores of this workspace keep on disk; may not exist yet
     */
    LocalProcessStore(Path root, Path state) {
        this(root, state, NativeEncoding.system());
    }

    LocalProcessStore(Path root, Path state, NativeEncoding encoding) {
        try {
            this.root = root.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.state = state;
        this.mark = ProcessMark.create(this.root);
        this.pipes = new NamedPipes(directory());
        this.encoding = encoding;
    }

    /** The directory of this store alone, also for the logs of its engine; made when needed, removed by {@link #close}. */
    Path directory() {
        return state.resolve(mark.text());
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.REAL_PROGRAMS, Capability.STDIN_OPEN);
    }

    @Override
    public RunningProcess start(String id, Command command) {
        if (command.pty().isPresent()) {
            throw new ShadowException(
                            ErrorCode.UNSUPPORTED,
                            "there is no pseudo-terminal here; leave Command.pty out to run the command with pipes")
                    .with("capability", Capability.PTY);
        }
        Path directory = directoryOf(command);
        ProcessBuilder builder = new ProcessBuilder().directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        String inheritedPath = environment.getOrDefault("PATH", "");
        String outerMarks = environment.getOrDefault(ProcessMark.VARIABLE, "");
        CommandEnvironment.apply(command.environment(), environment);
        environment.put(ProcessMark.VARIABLE, mark.value(outerMarks, id));
        builder.command(argv(command.line(), environment, inheritedPath, directory));
        requireEncodable(builder.command(), command, directory);
        builder.redirectErrorStream(command.mergeStderr());
        if (command.stdin() instanceof Stdin.Closed) {
            // Not a closed pipe: programs such as ripgrep search their input when it is a pipe.
            builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        }
        return launch(builder, command.line(), value -> mark.isOn(value, id));
    }

    private Path directoryOf(Command command) {
        WorkspacePath path = WorkspacePath.parse(command.directory());
        encoding.require("the directory", path.toString());
        Path real;
        try {
            real = root.resolve(path.toString()).toRealPath();
        } catch (IOException e) {
            throw invalid(path, "does not exist");
        }
        if (!real.startsWith(root)) {
            throw new ShadowException(ErrorCode.PATH_ESCAPES, "the directory '" + path + "' leads out of the workspace")
                    .with("path", path);
        }
        if (!Files.isDirectory(real)) {
            throw invalid(path, "is not a directory");
        }
        return real;
    }

    private static ShadowException invalid(WorkspacePath path, String why) {
        return new ShadowException(
                        ErrorCode.DIRECTORY_INVALID,
                        "the directory '" + path + "' " + why + "; name one of the workspace to run the command in")
                .with("path", path);
    }

    /** The JDK looks for programs on its own PATH, so where the command has another one the file itself is named. */
    private static List<String> argv(
            CommandLine line, Map<String, String> environment, String inheritedPath, Path directory) {
        if (line instanceof CommandLine.Shell shell) {
            // A line that begins like an option must not be taken for one.
            return shell.line().startsWith("-") || shell.line().startsWith("+")
                    ? List.of(SHELL, "-c", "--", shell.line())
                    : List.of(SHELL, "-c", shell.line());
        }
        List<String> argv = new ArrayList<>(((CommandLine.Argv) line).arguments());
        String path = environment.getOrDefault("PATH", "/bin:/usr/bin");
        Path program = Programs.find(argv.get(0), path, directory);
        if (!argv.get(0).contains("/") && !path.equals(inheritedPath)) {
            argv.set(0, program.toString());
        }
        return argv;
    }

    private void requireEncodable(List<String> argv, Command command, Path directory) {
        encoding.requireAll("an argument of the command", argv.stream());
        encoding.require("the path of the command's directory", directory.toString());
        command.environment().set().forEach((name, value) -> {
            encoding.require("the name of an environment variable", name);
            encoding.require("the environment variable " + name, value);
        });
    }

    private RunningProcess launch(ProcessBuilder builder, CommandLine line, Predicate<String> isMarked) {
        Optional<NamedPipes.Pipe> out = pipes.open();
        Optional<NamedPipes.Pipe> err = builder.redirectErrorStream() ? Optional.empty() : pipes.open();
        out.ifPresent(pipe -> builder.redirectOutput(pipe.writer()));
        err.ifPresent(pipe -> builder.redirectError(pipe.writer()));
        try {
            Process process = builder.start();
            InputStream stdout = out.<InputStream>map(NamedPipes.Pipe::reader).orElseGet(process::getInputStream);
            InputStream stderr = err.<InputStream>map(NamedPipes.Pipe::reader).orElseGet(process::getErrorStream);
            return new LocalProcess(process, stdout, stderr, isMarked);
        } catch (IOException e) {
            out.ifPresent(NamedPipes.Pipe::abandon);
            err.ifPresent(NamedPipes.Pipe::abandon);
            throw Programs.failure(
                    line instanceof CommandLine.Argv argv ? argv.arguments().get(0) : SHELL, e);
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
        pipes.close();
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
