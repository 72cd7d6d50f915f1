package dev.shadow.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Shadow's own files are: {@code workspaces/{name}} for each workspace, {@code lock} for all of them,
 * {@code mirrors/{name}} for what was fetched from each remote repository, and unless another place is given
 * {@code trees/{name}} for the files of the workspace itself. Directories are made with mode 0700. Thread-safe.
 */
final class StateDirectory {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path root;
    private final Path trees;

    /** Of Shadow's own files, and where the trees of workspaces are that have no directory of their own. */
    StateDirectory(Path root, Optional<Path> trees) {
        this.root = root;
        this.trees = trees.orElseGet(() -> root.resolve("trees"));
    }

    Path root() {
        return root;
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path mirrors() {
        return root.resolve("mirrors");
    }

    Path trees() {
        return trees;
    }

    Path workspace(String id) {
        return workspaces().resolve(DirectoryNames.of(id));
    }

    private Path workspaces() {
        return root.resolve("workspaces");
    }

    /** The state of every workspace, finished or not. */
    List<Path> allWorkspaces() throws IOException {
        try (Stream<Path> children = Files.list(workspaces())) {
            return new ArrayList<>(children.sorted().toList());
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    static Path makePrivate(Path directory) throws IOException {
        try {
            return Files.createDirectories(directory, OWNER_ONLY);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(directory + " is in the way: it must be a directory", e);
        }
    }
}
