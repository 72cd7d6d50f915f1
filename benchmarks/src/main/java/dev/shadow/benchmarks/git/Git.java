package dev.shadow.benchmarks.git;

import dev.shadow.benchmarks.NotRunException;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The bare git program, in a directory. Thread-safe. */
final class Git {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_AUTHOR_NAME", "Peer",
            "GIT_AUTHOR_EMAIL", "peer@example.org",
            "GIT_COMMITTER_NAME", "Peer",
            "GIT_COMMITTER_EMAIL", "peer@example.org");

    private final Path directory;
    private final Map<String, String> environment;

    private Git(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    static Git in(Path directory) {
        for (String entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(entry, "git"))) {
                return new Git(directory, Map.of());
            }
        }
        throw new NotRunException("needs the package git");
    }

    Git with(String variable, Path value) {
        return new Git(directory, Map.of(variable, value.toString()));
    }

    /** What it prints. */
    String run(String... arguments) throws IOException, InterruptedException {
        return run(Redirect.PIPE, arguments);
    }

    String run(Redirect input, String... arguments) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(argv)
                .directory(directory.toFile())
                .redirectInput(input)
                .redirectError(Redirect.DISCARD);
        builder.environment().putAll(ENVIRONMENT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", argv) + " ended with " + process.exitValue());
        }
        return output;
    }
}
