package dev.shadow.benchmarks.git;

import dev.shadow.RepositorySource;
import dev.shadow.benchmarks.Expect;
import dev.shadow.core.git.GitDirectory;
import dev.shadow.core.git.GitRemotes;
import dev.shadow.core.git.GitState;
import dev.shadow.core.git.Mirrors;
import dev.shadow.core.git.RepositoryClone;
import dev.shadow.core.store.FileStore;
import dev.shadow.git.CredentialSource;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Objects and refs of a repository that was cloned before, and no files. Not thread-safe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CloneAgain {
    private static final Mirrors.Locks ALONE = new Mirrors.Locks() {
        @Override
        public <R> R locked(String name, Deadline deadline, FileStore.Action<R> action)
                throws IOException, InterruptedException {
            return action.run();
        }
    };

    private String url = "";
    private Path clone = Path.of("");
    private Path mirrors = Path.of("");

    /** For JMH. */
    public CloneAgain() {}

    /**
     * Fills the mirror and compares both.
     *
     * @throws IOException when the disk fails
     * @throws InterruptedException when nobody wants to know any more
     */
    @Setup
    public void start() throws IOException, InterruptedException {
        url = GitHome.url();
        mirrors = Files.createDirectories(GitHome.scratch("mirrors"));
        clear();
        String ours = ours();
        clear();
        peer();
        Expect.same("the commit", Git.in(clone).run("rev-parse", "HEAD").strip(), ours);
    }

    /**
     * Takes the clone away.
     *
     * @throws IOException when the disk fails
     */
    @Setup(Level.Invocation)
    public void clear() throws IOException {
        clone = GitHome.scratch("clone");
        GitHome.delete(clone);
    }

    /**
     * Through the library, with a mirror.
     *
     * @return the commit
     * @throws IOException when the disk fails
     * @throws InterruptedException when nobody wants to know any more
     */
    @Benchmark
    public String ours() throws IOException, InterruptedException {
        Files.createDirectory(clone);
        GitRemotes remotes = GitRemotes.of(CredentialSource.none());
        try (GitDirectory git = GitDirectory.create(clone.resolve(".git"), GitState.inMemory())) {
            return new RepositoryClone(remotes, Optional.of(new Mirrors(mirrors, ALONE, Long.MAX_VALUE)))
                    .fetch(
                            RepositorySource.of(url, "main"),
                            git,
                            (fraction, message) -> {},
                            Deadline.after(Duration.ofMinutes(2)))
                    .commit();
        }
    }

    /**
     * By the bare program.
     *
     * @return nothing
     * @throws IOException when it cannot be started
     * @throws InterruptedException when nobody wants to know any more
     */
    @Benchmark
    public String peer() throws IOException, InterruptedException {
        return Git.in(Path.of("/")).run("clone", "-q", "--no-checkout", url, clone.toString());
    }
}
