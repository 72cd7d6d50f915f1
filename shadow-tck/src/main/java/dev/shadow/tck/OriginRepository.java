package dev.shadow.tck;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A bare repository on disk, made and judged by the {@code git} program, with two commits on {@code main}:
 * {@code README.md}, {@code src/App.java}, {@code docs/naïve file.txt}, an executable {@code run.sh}, a
 * {@code .gitignore} that excludes {@code build/}, and in {@code links/} links to a file, to a directory, into {@code .git},
 * out of the workspace by a relative and an absolute way and through another link, in a circle, and to nothing.
 *
 * <p>Thread-safe.
 */
public final class OriginRepository {
    /** For git-fast-import(1), which makes the whole history by one process. */
    private static final String HISTORY = """
            commit refs/heads/main
            committer Fixture <fixture@example.org> 1767225600 +0000
            data <<END
            First commit
            END
            M 100644 inline README.md
            data <<END
            # Fixture

            teh first line
            END
            M 100644 inline .gitignore
            data <<END
            build/
            *.log
            END
            M 100644 inline src/App.java
            data <<END
            class App {
                String name() {
                    return "app";
                }
            }
            END

            commit refs/heads/main
            committer Fixture <fixture@example.org> 1767225660 +0000
            data <<END
            Second commit
            END
            M 100644 inline docs/naïve file.txt
            data <<END
            über
            END
            M 100755 inline run.sh
            data <<END
            #!/bin/sh
            echo ran
            END
            M 120000 inline links/file
            data 12
            ../README.md
            M 120000 inline links/directory
            data 6
            ../src
            M 120000 inline links/git
            data 7
            ../.git
            M 120000 inline links/out
            data 39
            ../../../../../../../../../../../../etc
            M 120000 inline links/absolute
            data 4
            /etc
            M 120000 inline links/chain
            data 3
            out
            M 120000 inline links/circle
            data 6
            circle
            M 120000 inline links/nothing
            data 11
            missing.txt

            """;

    private final Path bare;

    private OriginRepository(Path bare) {
        this.bare = bare;
    }

    /**
     * Makes the repository.
     *
     * @param parent an existing directory
     * @return the repository
     */
    public static OriginRepository create(Path parent) {
        try {
            Path bare = parent.resolve("origin.git");
            run(parent, "git", "init", "-q", "-b", "main", "--bare", "--template=", bare.toString());
            // JGit collects garbage behind a push, while the test that pushed deletes the repository.
            run(bare, "git", "config", "receive.autogc", "false");
            Path history = Files.writeString(Files.createTempFile(parent, "history", ".txt"), HISTORY);
            run(bare, Redirect.from(history.toFile()), "git", "fast-import", "--quiet");
            Files.delete(history);
            return new OriginRepository(bare);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where it is, for {@code git clone}.
     *
     * @return a file URL
     */
    public String url() {
        return "file://" + bare;
    }

    /**
     * Where it is on disk.
     *
     * @return the bare repository
     */
    public Path path() {
        return bare;
    }

    /**
     * Asks the {@code git} program about the repository.
     *
     * @param arguments what to ask
     * @return its standard output, to the letter
     */
    public String git(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(List.of(arguments));
        return run(bare, argv.toArray(String[]::new));
    }

    /**
     * Runs a program without any configuration of this machine, for at most a minute.
     *
     * @param directory where
     * @param argv the program and its arguments
     * @return its standard output
     */
    static String run(Path directory, String... argv) {
        return run(directory, Redirect.from(new File("/dev/null")), argv);
    }

    private static String run(Path directory, Redirect input, String... argv) {
        ProcessBuilder builder =
                new ProcessBuilder(argv).directory(directory.toFile()).redirectInput(input);
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
            Path errors = Files.createTempFile("shadow-tck", ".err");
            try {
                Process process = builder.redirectError(errors.toFile()).start();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    process.destroyForcibly();
                    throw new IllegalStateException(String.join(" ", argv) + " failed: " + Files.readString(errors));
                }
                return output;
            } finally {
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
