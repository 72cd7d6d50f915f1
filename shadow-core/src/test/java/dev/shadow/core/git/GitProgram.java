package dev.shadow.core.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The {@code git} program, as the judge of what was written. */
final class GitProgram {
    private GitProgram() {}

    static String git(Path directory, String... arguments) {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(argv).directory(directory.toFile());
        builder.environment()
                .putAll(Map.of(
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_AUTHOR_NAME", "Fixture",
                        "GIT_AUTHOR_EMAIL", "fixture@example.org",
                        "GIT_COMMITTER_NAME", "Fixture",
                        "GIT_COMMITTER_EMAIL", "fixture@example.org",
                        "LC_ALL", "C.UTF-8"));
        try {
            Path errors = Files.createTempFile("git", ".err");
            try {
                Process process = builder.redirectError(errors.toFile()).start();
                process.getOutputStream().close();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    throw new AssertionError(String.join(" ", argv) + ": " + output + Files.readString(errors));
                }
                return output;
            } finally {
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A bare repository with two commits, an executable, a link and ignored names. */
    static Path origin(Path parent) throws IOException {
        Path seed = Files.createDirectory(parent.resolve("seed"));
        git(seed, "init", "-q", "-b", "main");
        Files.writeString(seed.resolve("README.md"), "# Fixture\n\nteh first line\n");
        Files.writeString(seed.resolve(".gitignore"), "build/\n*.log\n");
        Files.createDirectories(seed.resolve("src/deep"));
        Files.writeString(
                seed.resolve("src/deep/App.java"), "class App {\n    int one;\n    int two;\n    int three;\n}\n");
        git(seed, "add", "-A");
        git(seed, "commit", "-q", "-m", "First commit");
        Files.writeString(seed.resolve("naïve \"file\".txt"), "über\n");
        Files.writeString(seed.resolve("run.sh"), "#!/bin/sh\n");
        assertExecutable(seed.resolve("run.sh"));
        Files.createSymbolicLink(seed.resolve("link"), Path.of("README.md"));
        git(seed, "add", "-A");
        git(seed, "commit", "-q", "-m", "Second commit");
        Path bare = parent.resolve("origin.git");
        git(parent, "clone", "-q", "--bare", seed.toString(), bare.toString());
        return bare;
    }

    static void assertExecutable(Path file) {
        if (!file.toFile().setExecutable(true)) {
            throw new AssertionError("cannot make " + file + " executable");
        }
    }
}
