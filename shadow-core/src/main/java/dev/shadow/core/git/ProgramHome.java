package dev.shadow.core.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The git directory that the git program is shown in place of the repository's own. Only the objects are the repository's;
 * configuration, hooks, attributes and index are from here, so that nothing that a command wrote to the repository's
 * configuration can reach the program. See gitrepository-layout(5).
 *
 * <p>The index is a copy, so that the program neither waits for the lock of the user's index nor holds it, and so that its
 * cache of untracked files lasts. Callers exclude each other.
 */
final class ProgramHome {
    private static final String CONFIG = """
            [core]
            \trepositoryformatversion = 0
            \tfilemode = true
            \tbare = false
            \tuntrackedCache = true
            \tfsmonitor = false
            \thooksPath = /dev/null
            \tprotectHFS = true
            \tprotectNTFS = true
            \tautocrlf = false
            \tsafecrlf = false
            [status]
            \tshowUntrackedFiles = all
            \trelativePaths = false
            [gc]
            \tauto = 0
            [maintenance]
            \tauto = false
            [protocol]
            \tallow = never
            [submodule]
            \trecurse = false
            """;

    /** Bytes are kept as they are, whatever a .gitattributes says; this file has the last word, see gitattributes(5). */
    private static final String ATTRIBUTES = "* -text !eol -ident !filter !working-tree-encoding !diff !merge\n";

    private final Path directory;
    private final Path workTree;
    private final Path repository;

    ProgramHome(Path directory, Path repository) {
        this.directory = directory;
        this.repository = repository;
        this.workTree = Objects.requireNonNull(repository.getParent());
    }

    /** Makes what is missing, and takes away the lock that a killed git left: the caller excludes all others. */
    void prepare() throws IOException {
        Files.deleteIfExists(directory.resolve("index.lock"));
        Files.deleteIfExists(directory.resolve("index.new.lock"));
        Files.createDirectories(directory.resolve("refs"));
        Files.createDirectories(directory.resolve("info"));
        write("config", CONFIG);
        write("info/attributes", ATTRIBUTES);
        if (!Files.exists(directory.resolve("HEAD"))) {
            writeHead(Optional.empty());
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            replace(file, text);
        }
    }

    void writeHead(Optional<ObjectId> commit) throws IOException {
        replace(directory.resolve("HEAD"), commit.map(ObjectId::name).orElse("ref: refs/heads/unborn") + "\n");
    }

    private void replace(Path file, String text) throws IOException {
        Path draft = Files.createTempFile(directory, "draft", ".tmp");
        try {
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    Path index() {
        return directory.resolve("index");
    }

    /** Where a checkout makes the index that it ends with. */
    Path newIndex() {
        return directory.resolve("index.new");
    }

    Path userIndex() {
        return repository.resolve("index");
    }

    /**
     * Puts one index in the place of another. The time goes with it, by which git tells which of the recorded file times are
     * too fresh to be trusted.
     */
    static void copyIndex(Path from, Path to) throws IOException {
        Path draft = to.resolveSibling(to.getFileName() + ".copy");
        for (FileTime before = timeOf(from); ; ) {
            try {
                Files.copy(from, draft, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
            } catch (NoSuchFileException e) {
                Files.deleteIfExists(to);
                return;
            }
            FileTime after = timeOf(from);
            if (after.equals(before)) {
                Files.setLastModifiedTime(draft, before);
                Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return;
            }
            before = after;
        }
    }

    private static FileTime timeOf(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return FileTime.fromMillis(0);
        }
    }

    GitRunner.Call call(Path index, List<String> arguments, int mostBytes, Consumer<String> errorLine) {
        List<String> all = new ArrayList<>(List.of("--no-pager", "-c", "core.excludesFile=" + excludes()));
        all.addAll(arguments);
        return new GitRunner.Call(all, environment(index), mostBytes, errorLine);
    }

    /** What is no regular file is not read: a pipe would keep git waiting. */
    private String excludes() {
        Path file = repository.resolve("info").resolve("exclude");
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? file.toString() : "/dev/null";
    }

    private Map<String, String> environment(Path index) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("GIT_DIR", directory.toString());
        environment.put("GIT_WORK_TREE", workTree.toString());
        environment.put("GIT_OBJECT_DIRECTORY", repository.resolve("objects").toString());
        environment.put("GIT_INDEX_FILE", index.toString());
        return environment;
    }
}
