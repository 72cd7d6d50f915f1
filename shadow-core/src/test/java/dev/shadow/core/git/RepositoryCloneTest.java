package dev.shadow.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shadow.ErrorCode;
import dev.shadow.RepositorySource;
import dev.shadow.core.git.RepositoryClone.Cloned;
import dev.shadow.git.GitOperation;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryCloneTest {
    @TempDir
    private Path scratch;

    private final List<Double> fractions = new ArrayList<>();

    private Path work;

    private Cloned clone(RepositorySource source, Deadline deadline) throws IOException, InterruptedException {
        work = Files.createTempDirectory(scratch, "work");
        try (GitDirectory git = GitDirectory.create(work.resolve(".git"), GitState.inMemory())) {
            return new RepositoryClone(GitFixture.remotes())
                    .run(
                            source,
                            git,
                            new DirectoryStore(work),
                            (fraction, message) -> fractions.add(fraction),
                            deadline);
        }
    }

    private Cloned clone(RepositorySource source) throws IOException, InterruptedException {
        return clone(source, GitFixture.soon());
    }

    @Test
    void clonesTheBranchOfTheRemotesHeadAndReportsProgress() throws Exception {
        Path origin = GitProgram.origin(scratch);
        Cloned cloned = clone(RepositorySource.of(origin.toString()));
        assertThat(cloned.branch()).contains("main");
        assertThat(cloned.commit())
                .isEqualTo(GitProgram.git(origin, "rev-parse", "main").strip());
        assertThat(fractions).isSorted().startsWith(0.0).endsWith(1.0);
        assertThat(GitProgram.git(work, "remote", "-v")).contains(origin.toString());
    }

    @Test
    void clonesADetachedHeadOfTheRemote() throws Exception {
        Path origin = GitProgram.origin(scratch);
        String tree = GitProgram.git(origin, "rev-parse", "main^{tree}").strip();
        String lone = GitProgram.git(origin, "commit-tree", tree, "-m", "lone").strip();
        GitProgram.git(origin, "update-ref", "--no-deref", "HEAD", lone);
        Cloned cloned = clone(RepositorySource.of("file://" + origin));
        assertThat(cloned).isEqualTo(new Cloned(Optional.empty(), lone));
        assertThat(GitProgram.git(work, "status", "--porcelain=v2", "--branch")).contains("# branch.head (detached)");
    }

    @Test
    void namesWhatIsMissing() throws Exception {
        Path origin = GitProgram.origin(scratch);
        Path empty = Files.createDirectory(scratch.resolve("empty.git"));
        GitProgram.git(empty, "init", "-q", "--bare");
        GitFixture.failure(ErrorCode.REPOSITORY_EMPTY, () -> clone(RepositorySource.of("file://" + empty)));
        GitFixture.failure(ErrorCode.REPOSITORY_EMPTY, () -> clone(RepositorySource.of("file://" + empty, "main")));
        GitFixture.failure(ErrorCode.REPOSITORY_NOT_FOUND, () -> clone(RepositorySource.of("file:///nowhere/at/all")));
        GitFixture.failure(ErrorCode.REPOSITORY_NOT_FOUND, () -> clone(RepositorySource.of(scratch.toString())));
        assertThat(GitFixture.failure(
                                ErrorCode.BRANCH_NOT_FOUND,
                                () -> clone(RepositorySource.of("file://" + origin, "nope")))
                        .message())
                .contains("'nope'")
                .contains("main");
        GitProgram.git(origin, "symbolic-ref", "HEAD", "refs/heads/gone");
        GitFixture.failure(ErrorCode.BRANCH_NOT_FOUND, () -> clone(RepositorySource.of("file://" + origin)));
        GitFixture.failure(
                ErrorCode.REMOTE_UNREACHABLE, () -> clone(RepositorySource.of("http://127.0.0.1:1/x.git", "main")));
        GitFixture.failure(
                ErrorCode.REMOTE_UNREACHABLE, () -> clone(RepositorySource.of("https://nowhere.invalid/x.git")));
    }

    @Test
    void endsWhenTheDeadlinePassedOrTheThreadIsInterrupted() throws Exception {
        Path origin = GitProgram.origin(scratch);
        RepositorySource source = RepositorySource.of("file://" + origin);
        GitFixture.failure(ErrorCode.DEADLINE_EXCEEDED, () -> clone(source, Deadline.after(Duration.ofNanos(1))));
        assertThatThrownBy(() -> {
                    work = Files.createTempDirectory(scratch, "work");
                    GitDirectory git = GitDirectory.create(work.resolve(".git"), GitState.inMemory());
                    new RepositoryClone(GitFixture.remotes())
                            .run(
                                    source,
                                    git,
                                    new DirectoryStore(work),
                                    (fraction, message) ->
                                            Thread.currentThread().interrupt(),
                                    GitFixture.soon());
                })
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void makesAnEmptyDirectoryOfASubmodule() throws Exception {
        Path origin = crafted(tree -> tree.append("module", FileMode.GITLINK, ObjectId.fromString("1".repeat(40))));
        clone(RepositorySource.of("file://" + origin, "main"));
        assertThat(work.resolve("module")).isEmptyDirectory();
        assertThat(GitProgram.git(work, "ls-files", "-s")).contains("160000");
        assertThat(GitProgram.git(work, "status", "--porcelain")).isEmpty();
    }

    @Test
    void writesNoNameThatWouldHarm() throws Exception {
        for (String name : List.of(".git", ".GIT", "..", ".", "git~1", ".g\u200cit")) {
            Path origin = crafted(tree -> tree.append(name, FileMode.REGULAR_FILE, blob));
            GitFixture.failure(ErrorCode.GIT_FAILED, () -> clone(RepositorySource.of("file://" + origin, "main")));
            try (var files = Files.list(work)) {
                assertThat(files).as(name).containsExactly(work.resolve(".git"));
            }
        }
    }

    @Test
    void followsNoLinkOfACraftedTree() throws Exception {
        Path outside = Files.createDirectory(scratch.resolve("outside"));
        Path origin = crafted(tree -> {
            tree.append("a", FileMode.SYMLINK, target);
            tree.append("a", FileMode.TREE, subtree);
        });
        GitFixture.failure(ErrorCode.GIT_FAILED, () -> clone(RepositorySource.of("file://" + origin, "main")));
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void keepsANameThatIsNoText() throws Exception {
        Path origin = crafted(tree -> tree.append(new byte[] {'b', (byte) 0xff}, 0, 2, FileMode.REGULAR_FILE, blob));
        GitFixture fixture = GitFixture.cloned(
                scratch, origin, RepositorySource.of("file://" + origin, "main"), GitFixture.remotes());
        assertThat(fixture.status().isClean()).isTrue();
        fixture.write("new", "x");
        fixture.commit("more");
        assertThat(fixture.git("ls-tree", "--name-only", "HEAD")).isEqualTo("\"b\\377\"\nnew\n");
        assertThat(fixture.git("status", "--porcelain")).isEmpty();
        assertThat(fixture.call(new GitOperation.Head())).isPresent();
    }

    private ObjectId blob;
    private ObjectId target;
    private ObjectId subtree;

    private interface Craft {
        void fill(TreeFormatter tree);
    }

    /** A repository with a tree that the git program would not write. */
    private Path crafted(Craft craft) throws IOException {
        Path bare = Files.createTempDirectory(scratch, "crafted");
        GitProgram.git(bare, "init", "-q", "--bare", "-b", "main");
        try (Repository repository = new FileRepository(bare.toFile());
                ObjectInserter inserter = repository.newObjectInserter()) {
            blob = inserter.insert(Constants.OBJ_BLOB, "evil\n".getBytes(StandardCharsets.UTF_8));
            target = inserter.insert(Constants.OBJ_BLOB, "../outside".getBytes(StandardCharsets.UTF_8));
            TreeFormatter inner = new TreeFormatter();
            inner.append("x", FileMode.REGULAR_FILE, blob);
            subtree = inserter.insert(inner);
            TreeFormatter tree = new TreeFormatter();
            craft.fill(tree);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(tree));
            commit.setAuthor(new PersonIdent("a", "b"));
            commit.setCommitter(new PersonIdent("a", "b"));
            commit.setMessage("crafted");
            RefUpdate update = repository.updateRef("refs/heads/main");
            update.setNewObjectId(inserter.insert(commit));
            inserter.flush();
            update.update();
        }
        return bare;
    }
}
