package dev.shadow.local;

import dev.shadow.command.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The program {@code bwrap} (bubblewrap), and what it is told: namespaces of its own for a command, no capability, no way to
 * gain one, and a view of the machine's files that is read-only but for the workspace.
 *
 * <p>Places that hold sockets or other people's files are hidden by an empty file system that is read-only too, so that a write
 * there fails and does not vanish.
 *
 * <p>Thread-safe.
 */
final class Bubblewrap {
    private static final String NAME = "bwrap";
    private static final long PROBE_SECONDS = 10;
    private static final Path RUN = Path.of("/run");
    private static final List<String> PRIVATE = List.of("/tmp", "/var/tmp");

    /** What of {@code /run} is no socket and no secret: where names are looked up, and the programs of NixOS. */
    private static final List<String> SHOWN_OF_RUN =
            List.of("/run/systemd/resolve/stub-resolv.conf", "/run/systemd/resolve/resolv.conf", "/run/current-system");

    /** Where programs keep credentials in the home directory. */
    private static final List<String> CREDENTIALS = List.of(
            ".ssh",
            ".gnupg",
            ".aws",
            ".azure",
            ".kube",
            ".docker",
            ".config/gcloud",
            ".config/gh",
            ".config/git/credentials",
            ".git-credentials",
            ".netrc",
            ".npmrc",
            ".pypirc");

    private Bubblewrap() {}

    /** Looked for once in this process. */
    private static final class Probe {
        static final Optional<Path> PROGRAM = find(System.getenv().getOrDefault("PATH", ""));
        static final Optional<String> OBSTACLE = PROGRAM.isEmpty()
                ? Optional.of("there is no " + NAME + " on the PATH of this process; install bubblewrap")
                : probe(PROGRAM.get());
    }

    /** Why nothing can be confined here, and what would help; empty when it works. */
    static Optional<String> obstacle() {
        return Probe.OBSTACLE;
    }

    /** The program; there when there is no obstacle. */
    static Path program() {
        return Probe.PROGRAM.orElseThrow();
    }

    static Optional<Path> find(String path) {
        for (String place : path.split(":", -1)) {
            Path candidate = Path.of(place).resolve(NAME);
            if (place.startsWith("/") && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Runs something that does nothing, confined; why that did not work. */
    static Optional<String> probe(Path program) {
        List<String> argv = new ArrayList<>(List.of(program.toString()));
        argv.addAll(namespaces(Sandbox.network(false), false));
        argv.addAll(List.of("--", "/bin/sh", "-c", ":"));
        try {
            Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
            try {
                process.getOutputStream().close();
                boolean ended = process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS);
                if (ended && process.exitValue() == 0) {
                    return Optional.empty();
                }
                String said = ended
                        ? new String(process.getInputStream().readNBytes(1000), StandardCharsets.UTF_8).strip()
                        : "no end within " + PROBE_SECONDS + " seconds";
                return Optional.of(program + " does not work here, which needs user namespaces for everybody: " + said);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.of(program + " cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the search for " + NAME + " was interrupted");
        }
    }

    private static List<String> namespaces(Sandbox sandbox, boolean terminal) {
        List<String> arguments = new ArrayList<>(List.of(
                "--die-with-parent",
                "--unshare-user",
                "--unshare-pid",
                "--unshare-ipc",
                "--unshare-uts",
                "--unshare-cgroup-try"));
        if (!sandbox.network()) {
            arguments.add("--unshare-net");
        }
        if (!terminal) {
            arguments.add("--new-session"); // else it could type into the terminal of the host
        }
        arguments.addAll(List.of("--cap-drop", "ALL", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"));
        return arguments;
    }

    /**
     * What comes before the command's own program and arguments.
     *
     * @param sandbox what is asked for
     * @param tree the workspace, which is shown as it is
     * @param hidden other places of Shadow's
     * @param launch what is confined
     */
    static List<String> arguments(Sandbox sandbox, Path tree, List<Path> hidden, Launch launch) {
        List<String> arguments = namespaces(sandbox, launch.pty().isPresent());
        PRIVATE.stream()
                .filter(place -> Files.isDirectory(Path.of(place), LinkOption.NOFOLLOW_LINKS))
                .forEach(place -> arguments.addAll(List.of("--perms", "1777", "--tmpfs", place)));
        List<Path> outside = new ArrayList<>();
        List<Path> inside = new ArrayList<>();
        for (Path place : places(hidden)) {
            if (!tree.equals(place)) {
                (place.startsWith(tree) ? inside : outside).add(place);
            }
        }
        outside.forEach(place -> hide(place, arguments));
        SHOWN_OF_RUN.forEach(place -> arguments.addAll(List.of("--ro-bind-try", place, place)));
        arguments.addAll(List.of("--bind", tree.toString(), tree.toString()));
        inside.forEach(place -> hide(place, arguments));
        outside.forEach(place -> seal(place, arguments));
        inside.forEach(place -> seal(place, arguments));
        arguments.addAll(List.of("--chdir", launch.directory().toString(), "--"));
        return arguments;
    }

    private static List<Path> places(List<Path> hidden) {
        Path home = Path.of(System.getProperty("user.home", "/"));
        List<Path> all = new ArrayList<>(hidden);
        all.add(RUN);
        CREDENTIALS.forEach(name -> all.add(home.resolve(name)));
        return all.stream().map(Bubblewrap::real).flatMap(Optional::stream).toList();
    }

    private static Optional<Path> real(Path place) {
        try {
            return Optional.of(place.toRealPath());
        } catch (IOException e) {
            return Optional.empty(); // it is not there
        }
    }

    private static void hide(Path place, List<String> arguments) {
        arguments.addAll(
                Files.isDirectory(place)
                        ? List.of("--tmpfs", place.toString())
                        : List.of("--ro-bind", "/dev/null", place.toString()));
    }

    private static void seal(Path place, List<String> arguments) {
        if (Files.isDirectory(place)) {
            arguments.addAll(List.of("--remount-ro", place.toString()));
        }
    }
}
