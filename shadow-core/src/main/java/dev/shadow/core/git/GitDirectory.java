package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileStore;
import dev.shadow.git.GitIdentity;
import dev.shadow.spi.Deadline;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FileUtils;

/**
 * A repository with its index and with what Shadow remembers of it. Nothing of the repository's own configuration has any
 * effect here; it is only written, so that the {@code git} program is at home in the workspace.
 *
 * <p>Thread-safe.
 */
public final class GitDirectory implements AutoCloseable {
    private static final int MOST_BYTES = 4 << 20;
    private static final List<String> UNFINISHED =
            List.of("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply");
    private static final List<String> NOTES_OF_UNFINISHED =
            List.of("MERGE_MODE", "MERGE_MSG", "MERGE_RR", "SQUASH_MSG", "AUTO_MERGE", "REBASE_HEAD", "sequencer");

    private final Repository repository;
    private final GitIndex index;
    private final GitState state;
    private final Optional<Path> directory;
    private final Optional<GitTool> tool;
    private final ReentrantLock lock = new ReentrantLock();

    private GitDirectory(
            Repository repository, GitIndex index, GitState state, Optional<Path> directory, Optional<GitTool> tool) {
        this.repository = repository;
        this.index = index;
        this.state = state;
        this.directory = directory;
        this.tool = tool;
    }

    /**
     * A new repository that ends with this object.
     *
     * @param state what Shadow remembers
     * @return empty
     */
    public static GitDirectory inMemory(GitState state) {
        try {
            Repository repository = new InMemoryRepository.Builder()
                    .setRepositoryDescription(new DfsRepositoryDescription("memory"))
                    .setFS(new QuietFs(null))
                    .build();
            return new GitDirectory(repository, new MemoryIndex(), state, Optional.empty(), Optional.empty());
        } catch (IOException e) {
            throw new ShadowException(ErrorCode.INTERNAL, "cannot make a repository in memory", e);
        }
    }

    /**
     * A new repository on this machine.
     *
     * @param directory where, such as {@code .git} in the work tree; must not exist
     * @param state what Shadow remembers
     * @return empty
     * @throws IOException when it cannot be written
     */
    public static GitDirectory create(Path directory, GitState state) throws IOException {
        GitDirectory git = at(directory, state);
        git.repository.create();
        git.writeConfig(config -> {
            config.setInt("core", null, "repositoryformatversion", 0);
            config.setBoolean("core", null, "filemode", true);
            config.setBoolean("core", null, "bare", false);
            config.setBoolean("core", null, "logallrefupdates", true);
        });
        return git;
    }

    /**
     * The repository at a place of this machine.
     *
     * @param directory where, such as {@code .git} in the work tree
     * @param state what Shadow remembers
     * @return the repository
     * @throws IOException when it cannot be read
     * @throws ShadowException {@link ErrorCode#NOT_A_REPOSITORY} when there is none; a file or link that leads to one
     *     elsewhere is none
     */
    public static GitDirectory open(Path directory, GitState state) throws IOException {
        GitDirectory git = at(directory, state);
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                || !Files.isDirectory(directory.resolve("objects"), LinkOption.NOFOLLOW_LINKS)
                || !git.repository.getObjectDatabase().exists()) {
            git.close();
            throw notARepository();
        }
        return git;
    }

    private static GitDirectory at(Path directory, GitState state) throws IOException {
        File file = directory.toAbsolutePath().normalize().toFile();
        Repository repository = CleanRepository.at(file);
        GitIndex index = new FileIndex(new File(file, "index"), repository.getFS());
        return new GitDirectory(repository, index, state, Optional.of(file.toPath()), Optional.empty());
    }

    /**
     * The same repository, with the git program for what that does faster.
     *
     * @param program the program
     * @return to be used, and closed, in place of this one
     */
    public GitDirectory with(GitTool program) {
        return new GitDirectory(repository, index, state, directory, Optional.of(program));
    }

    /** How whole trees are worked on. */
    TreeWork trees(FileStore store) {
        TreeWork plain = new StoreTrees(this, store);
        if (tool.isEmpty() || directory.isEmpty()) {
            return plain;
        }
        ProgramHome home = new ProgramHome(tool.get().home(), directory.get());
        TreeWork program = new ProgramTrees(this, store, plain, tool.get().runner(), home);
        return new ChosenTrees(repository, plain, program, tool.get().fromFiles());
    }

    static ShadowException notARepository() {
        return new ShadowException(
                ErrorCode.NOT_A_REPOSITORY,
                "this workspace has no git repository; prepare it with WorkspaceSpec.repository(...)");
    }

    /**
     * Sets who commits when nobody is named.
     *
     * @param identity author and committer
     * @throws IOException when it cannot be kept
     */
    public void configureUser(GitIdentity identity) throws IOException {
        state.save(state.load().withIdentity(identity));
    }

    Repository repository() {
        return repository;
    }

    /** Where the objects are, on a disk. */
    Optional<Path> objects() {
        return directory.map(path -> path.resolve("objects"));
    }

    /** From now on a fetch of more bytes fails with {@link ErrorCode#TOO_LARGE}. What is in memory has no such limit. */
    void receiveAtMost(long bytes) {
        if (repository instanceof CleanRepository files) {
            files.receiveAtMost(bytes);
        }
    }

    GitIndex index() {
        return index;
    }

    GitState state() {
        return state;
    }

    /** Runs a body while no other caller of this object changes refs, index or state. */
    <R> R alone(Deadline deadline, GitCalls.Body<R> body) throws IOException, InterruptedException {
        if (!lock.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
            throw deadline.exceeded();
        }
        try {
            return body.run();
        } finally {
            lock.unlock();
        }
    }

    /** Brings the objects of another repository here: shared on one file system, copied elsewhere. */
    void takeObjects(GitDirectory other, ObjectId wanted, Deadline deadline) throws IOException, InterruptedException {
        if (directory.isPresent() && other.directory.isPresent()) {
            Path theirs = other.directory.get();
            ObjectTransfer.link(theirs.resolve("objects"), directory.get().resolve("objects"), deadline);
            Path shallow = theirs.resolve("shallow");
            if (Files.isRegularFile(shallow, LinkOption.NOFOLLOW_LINKS)) {
                Files.copy(shallow, directory.get().resolve("shallow"), StandardCopyOption.REPLACE_EXISTING);
            }
            return;
        }
        List<ObjectId> all = new ArrayList<>(List.of(wanted));
        for (Ref ref : other.repository.getRefDatabase().getRefs()) {
            if (ref.getObjectId() != null) {
                all.add(ref.getObjectId());
            }
        }
        ObjectTransfer.copy(other.repository, repository, all, deadline);
    }

    /** Whether a merge, rebase or the like of the git program has begun and not ended. */
    boolean isUnfinished() {
        return directory.isPresent()
                && UNFINISHED.stream()
                        .anyMatch(name -> Files.exists(directory.get().resolve(name), LinkOption.NOFOLLOW_LINKS));
    }

    /** Forgets that a merge, rebase or the like has begun, as {@code git merge --quit} does. */
    void endUnfinished() throws IOException {
        if (directory.isEmpty()) {
            return;
        }
        for (String name : concat(UNFINISHED, NOTES_OF_UNFINISHED)) {
            FileUtils.delete(directory.get().resolve(name).toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
        }
    }

    private static List<String> concat(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** Changes the configuration that the git program reads. */
    void writeConfig(Consumer<Config> change) throws IOException {
        if (directory.isEmpty()) {
            return;
        }
        Path file = directory.get().resolve("config");
        byte[] text = readSmall(file);
        Config config = new Config();
        try {
            if (text.length == MOST_BYTES) {
                return; // cut, and not to be written back like that
            }
            config.fromText(new String(text, StandardCharsets.UTF_8));
        } catch (ConfigInvalidException e) {
            return; // somebody broke it, and nothing here depends on it
        }
        String before = config.toText();
        change.accept(config);
        if (config.toText().equals(before)) {
            return;
        }
        Path draft = Files.createTempFile(directory.get(), "config", ".tmp");
        try {
            Files.writeString(draft, config.toText());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** What is no regular file counts as empty: reading a pipe would wait for ever. */
    private static byte[] readSmall(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return new byte[0];
        }
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(MOST_BYTES);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    /** Releases open files. What is in memory stays. */
    @Override
    public void close() {
        if (directory.isPresent()) {
            repository.close();
        }
    }
}
