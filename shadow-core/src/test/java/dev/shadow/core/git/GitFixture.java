package dev.shadow.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.ErrorCode;
import dev.shadow.RepositorySource;
import dev.shadow.ShadowException;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.CommitResult;
import dev.shadow.git.CredentialSource;
import dev.shadow.git.GitOperation;
import dev.shadow.git.GitStatus;
import dev.shadow.git.StatusEntry;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A clone of a fixture with an engine over it. */
final class GitFixture {
    final Path root;
    final Path origin;
    final DirectoryStore store;
    final GitDirectory git;
    final GitEngine engine;
    final OperationTable table;

    private GitFixture(Path root, Path origin, GitDirectory git, GitRemotes remotes) {
        this.root = root;
        this.origin = origin;
        this.store = new DirectoryStore(root);
        this.git = git;
        this.engine = new GitEngine(store, git, remotes);
        OperationTable.Builder builder = OperationTable.builder();
        engine.register(builder);
        this.table = builder.build();
    }

    static GitRemotes remotes() {
        return GitRemotes.of(CredentialSource.none());
    }

    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(60));
    }

    static GitFixture empty(Path scratch) throws IOException {
        Path root = Files.createDirectory(scratch.resolve("work"));
        GitDirectory git = GitDirectory.create(root.resolve(".git"), GitState.inMemory());
        return new GitFixture(root, scratch, git, remotes());
    }

    static GitFixture cloned(Path scratch) throws IOException, InterruptedException {
        Path origin = Files.exists(scratch.resolve("origin.git"))
                ? scratch.resolve("origin.git")
                : GitProgram.origin(scratch);
        return cloned(scratch, origin, RepositorySource.of("file://" + origin, "main"), remotes());
    }

    static GitFixture cloned(Path scratch, Path origin, RepositorySource source, GitRemotes remotes)
            throws IOException, InterruptedException {
        Path root = Files.createTempDirectory(scratch, "work");
        GitDirectory git = GitDirectory.create(root.resolve(".git"), GitState.inMemory());
        GitFixture fixture = new GitFixture(root, origin, git, remotes);
        new RepositoryClone(remotes).run(source, git, fixture.store, (fraction, message) -> {}, soon());
        return fixture;
    }

    static GitFixture inMemory(Path scratch) throws IOException, InterruptedException {
        Path origin = GitProgram.origin(scratch);
        Path root = Files.createTempDirectory(scratch, "work");
        GitFixture fixture = new GitFixture(root, origin, GitDirectory.inMemory(GitState.inMemory()), remotes());
        new RepositoryClone(remotes())
                .run(
                        RepositorySource.of("file://" + origin, "main"),
                        fixture.git,
                        fixture.store,
                        (fraction, message) -> {},
                        soon());
        return fixture;
    }

    <R> R call(Operation<R> operation) {
        try {
            return table.execute(operation, new CallContext("test", soon(), "1", Optional.empty()));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    CommitResult commit(String message) {
        return call(new GitOperation.Commit(CommitRequest.of(message)));
    }

    GitStatus status() {
        return call(new GitOperation.Status());
    }

    List<String> statusLines() {
        return status().entries().stream().map(GitFixture::line).toList();
    }

    private static String line(StatusEntry entry) {
        return entry.path() + " " + entry.staged() + " " + entry.unstaged()
                + entry.oldPath().map(old -> " from " + old).orElse("");
    }

    String git(String... arguments) {
        return GitProgram.git(root, arguments);
    }

    void write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    static ShadowException failure(ErrorCode code, ThrowingCallable call) {
        ShadowException failure = catchThrowableOfType(ShadowException.class, call);
        assertThat(failure).as("a failure with %s", code).isNotNull();
        assertThat(failure.code()).as(failure.message()).isEqualTo(code);
        return failure;
    }
}
