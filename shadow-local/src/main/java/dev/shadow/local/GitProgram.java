package dev.shadow.local;

import dev.shadow.Bytes;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.core.git.GitRunner;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The {@code git} program of this machine, in an environment of our own: no variable, no configuration and no home directory
 * of the user reaches it, and it never asks anybody. Thread-safe.
 *
 * @see <a href="https://git-scm.com/docs/git#_environment_variables">git(1), environment variables</a>
 */
final class GitProgram implements GitRunner {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String NOTHING = "/dev/null";
    private static final Path ROOT = Path.of("/");

    private final Path program;
    private final Map<String, String> environment;

    private GitProgram(Path program, Map<String, String> host) {
        this.program = program;
        Map<String, String> clean = new TreeMap<>();
        clean.put("PATH", host.getOrDefault("PATH", "/usr/bin:/bin"));
        clean.put("HOME", NOTHING);
        clean.put("XDG_CONFIG_HOME", NOTHING);
        clean.put("LC_ALL", "C");
        clean.put("GIT_CONFIG_NOSYSTEM", "1");
        clean.put("GIT_CONFIG_SYSTEM", NOTHING);
        clean.put("GIT_CONFIG_GLOBAL", NOTHING);
        clean.put("GIT_ATTR_NOSYSTEM", "1");
        clean.put("GIT_TERMINAL_PROMPT", "0");
        clean.put("GIT_ASKPASS", "");
        clean.put("GIT_NO_REPLACE_OBJECTS", "1");
        clean.put("GIT_NO_LAZY_FETCH", "1");
        clean.put("GIT_ALLOW_PROTOCOL", "none");
        clean.put("GIT_EDITOR", "false");
        clean.put("GIT_PAGER", "cat");
        environment = Map.copyOf(clean);
    }

    /** The program that the search path names, if any. Entries that are no absolute directory do not count. */
    static Optional<GitProgram> find(Map<String, String> host) {
        for (String directory : host.getOrDefault("PATH", "").split(":", -1)) {
            Path file = Path.of(directory.isEmpty() ? "." : directory).resolve("git");
            if (file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                return Optional.of(new GitProgram(file, host));
            }
        }
        return Optional.empty();
    }

    @Override
    public Result run(Call call, Deadline deadline) throws IOException, InterruptedException {
        deadline.check();
        String mark = "git/" + UUID.randomUUID();
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(call.arguments());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(ROOT.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(call.environment());
        builder.environment().put(ProcessMark.VARIABLE, mark);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of(NOTHING).toFile()));
        return new Run(builder.start(), mark, call).finish(deadline);
    }

    /** One process. Not thread-safe. */
    private static final class Run {
        private final Process process;
        private final String mark;
        private final Call call;
        private final CompletableFuture<Bytes> output;
        private final ErrorLines errors;
        private final CompletableFuture<String> allErrors;

        Run(Process process, String mark, Call call) {
            this.process = process;
            this.mark = mark;
            this.call = call;
            this.output = start(() -> read(process.getInputStream(), call.mostBytes()));
            this.errors = new ErrorLines(process.getErrorStream());
            this.allErrors = start(errors::read);
        }

        private static <T> CompletableFuture<T> start(Callable<T> reader) {
            return CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return reader.call();
                        } catch (Exception e) {
                            throw new CompletionException(e);
                        }
                    },
                    Threads.system().blocking());
        }

        private Bytes read(InputStream in, int most) throws IOException {
            try (in) {
                byte[] bytes = in.readNBytes(most);
                if (bytes.length == most && in.read() >= 0) {
                    throw new IOException("git wrote more than " + most + " bytes");
                }
                return Bytes.wrap(bytes);
            }
        }

        Result finish(Deadline deadline) throws IOException, InterruptedException {
            try {
                while (!process.waitFor(Math.min(TICK, deadline.remainingNanos()), TimeUnit.NANOSECONDS)
                        && !output.isCompletedExceptionally()) {
                    deadline.check();
                    errors.newest().ifPresent(call.errorLine());
                }
                Bytes written = await(output, deadline);
                return new Result(process.exitValue(), written, await(allErrors, deadline));
            } finally {
                if (process.isAlive() || !output.isDone() || !allErrors.isDone()) {
                    end();
                }
            }
        }

        /** Whoever the program has left behind may hold its output open. */
        private static <T> T await(CompletableFuture<T> read, Deadline deadline)
                throws IOException, InterruptedException {
            try {
                return read.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw deadline.exceeded();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
            }
        }

        /** Ends it even when this thread is interrupted, whose flag is set again afterwards. */
        private void end() {
            boolean interrupted = Thread.interrupted();
            try {
                ProcessTree.of(process.toHandle(), value -> value.equals(mark)).end(GRACE);
            } catch (InterruptedException e) {
                interrupted = true;
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
