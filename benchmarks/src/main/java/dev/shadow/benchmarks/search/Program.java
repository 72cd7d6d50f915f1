package dev.shadow.benchmarks.search;

import dev.shadow.benchmarks.NotRunException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program that is started in a directory, and whose output is read to its end. Thread-safe. */
final class Program {
    private final Path file;

    private Program(Path file) {
        this.file = file;
    }

    static Program ripgrep() {
        return named(List.of("rg"), "ripgrep");
    }

    /** Debian has another program of that name. */
    static Program fd() {
        return named(List.of("fdfind", "fd"), "fd-find");
    }

    private static Program named(List<String> names, String toInstall) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            for (String name : names) {
                Path file = Path.of(directory, name);
                if (Files.isExecutable(file)) {
                    return new Program(file);
                }
            }
        }
        throw new NotRunException("needs the package " + toInstall);
    }

    /** What it prints, a line each; failures are not among it. */
    List<String> lines(Path directory, List<String> arguments) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of(file.toString()));
        argv.addAll(arguments);
        Process process = new ProcessBuilder(argv)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines().toList();
    }
}
