package dev.shadow.local;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Command;
import dev.shadow.command.CommandLine;
import dev.shadow.command.Stdin;
import dev.shadow.core.store.WorkspacePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes of a command what is to be started: its program, directory and environment, all checked.
 *
 * <p>Thread-safe.
 */
final class LaunchResolver {
    private static final Path SHELL = Path.of("/bin/sh");

    private final Path root;
    private final ProcessMark mark;
    private final NativeEncoding encoding;

    LaunchResolver(Path root, ProcessMark mark, NativeEncoding encoding) {
        this.root = root;
        this.mark = mark;
        this.encoding = encoding;
    }

    Launch resolve(String id, Command command) {
        Path directory = directoryOf(command);
        Map<String, String> environment = new HashMap<>(System.getenv());
        String outerMarks = environment.getOrDefault(ProcessMark.VARIABLE, "");
        CommandEnvironment.apply(
                command.environment(), environment, command.pty().isPresent());
        environment.put(ProcessMark.VARIABLE, mark.value(outerMarks, id));
        List<String> argv = argv(command.line());
        requireEncodable(argv, command, directory);
        return new Launch(
                command.line() instanceof CommandLine.Shell ? SHELL : program(argv.get(0), environment, directory),
                argv,
                environment,
                directory,
                !(command.stdin() instanceof Stdin.Closed),
                command.mergeStderr(),
                command.pty(),
                value -> mark.isOn(value, id));
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

    private static List<String> argv(CommandLine line) {
        if (line instanceof CommandLine.Shell shell) {
            // A line that begins like an option must not be taken for one.
            return shell.line().startsWith("-") || shell.line().startsWith("+")
                    ? List.of(SHELL.toString(), "-c", "--", shell.line())
                    : List.of(SHELL.toString(), "-c", shell.line());
        }
        return ((CommandLine.Argv) line).arguments();
    }

    private static Path program(String name, Map<String, String> environment, Path directory) {
        return Programs.find(name, environment.getOrDefault("PATH", "/bin:/usr/bin"), directory);
    }

    private void requireEncodable(List<String> argv, Command command, Path directory) {
        encoding.requireAll("an argument of the command", argv.stream());
        encoding.require("the path of the command's directory", directory.toString());
        command.environment().set().forEach((name, value) -> {
            encoding.require("the name of an environment variable", name);
            encoding.require("the environment variable " + name, value);
        });
    }
}
