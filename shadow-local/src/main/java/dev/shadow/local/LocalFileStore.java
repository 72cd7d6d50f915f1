package dev.shadow.local;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenDirectory;
import dev.shadow.core.store.OpenFile;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import dev.shadow.spi.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The files beneath a directory of this machine. Every call walks from the root on directory handles ({@link PathWalk}), so
 * whatever commands do to the tree meanwhile, no call leaves it.
 *
 * <p>That a name is free is looked up and then used, under a lock that all Shadow callers share: renameat(2) as the JDK has
 * it cannot refuse to replace. Against a command that takes the very name in between, a file may replace that command's file,
 * and a new directory its empty one.
 *
 * <p>Thread-safe.
 */
final class LocalFileStore implements FileStore, Closeable {
    /** How often something may change between looking and opening. */
    static final int MOST_TRIES = 10;

    private static final Duration LONGEST_WAIT_FOR_NAMES = Duration.ofSeconds(30);

    private final OpenRoot root;
    private final WorkspaceLocks locks;
    private final TemporaryNames temporaries;

    /**
     * A store.
     *
     * @param root an existing directory, whose own path is trusted
     * @param lockFile in the state directory, which exists; made when needed, as is {@code writers} beside it
     * @throws IOException when the root is not there
     * @throws ShadowException {@link ErrorCode#UNSUPPORTED} without directory handles
     */
    LocalFileStore(Path root, Path lockFile) throws IOException {
        this.root = new OpenRoot(root.toRealPath());
        Path lock = lockFile.toAbsolutePath().normalize();
        this.locks = new WorkspaceLocks(lock);
        this.temporaries = new TemporaryNames(locks, lock.resolveSibling("writers"));
    }

    @Override
    public Optional<FileEntry> stat(WorkspacePath path) throws IOException {
        try (Place place = walk(path, false)) {
            if (place.isDirectoryItself()) {
                return Optional.of(Directory.entry(path.name(), place.requireAttributes(), Optional.empty()));
            }
            if (place.attributes() == null) {
                return Optional.empty();
            }
            return Optional.of(place.directory().entry(place.requireName(), place.requireAttributes()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public WorkspacePath resolve(WorkspacePath path) throws IOException {
        try (Place place = walk(path, true)) {
            WorkspacePath resolved = WorkspacePath.ROOT;
            for (Path name : place.above()) {
                resolved = resolved.child(NativeName.shown(name));
            }
            Path last = place.name();
            if (last != null) {
                resolved = resolved.child(NativeName.shown(last));
            }
            for (String name : place.rest()) {
                resolved = name.equals("..") ? resolved.parent() : resolved.child(name);
            }
            return resolved;
        }
    }

    @Override
    public OpenFile open(WorkspacePath path) throws IOException {
        for (int i = 0; i < MOST_TRIES; i++) {
            try (Place place = walk(path, true)) {
                PosixFileAttributes seen = place.requireAttributes();
                requireFile(path, seen);
                Optional<OpenFile> file = place.directory().openRegular(place.requireName(), seen);
                if (file.isPresent()) {
                    return file.get();
                }
            }
        }
        throw new IOException("the file was replaced each time it was looked at");
    }

    static void requireFile(WorkspacePath path, PosixFileAttributes seen) {
        FileType type = Directory.type(seen);
        if (type != FileType.FILE) {
            throw new ShadowException(
                            ErrorCode.NOT_A_FILE,
                            "'" + path + "' is "
                                    + (type == FileType.DIRECTORY
                                            ? "a directory; list it"
                                            : "a device, pipe"
                                                    + " or socket, which is never opened; name a regular file"))
                    .with("path", path);
        }
    }

    @Override
    public List<FileEntry> list(WorkspacePath path) throws IOException {
        try (Place place = walk(path, true)) {
            if (place.isDirectoryItself()) {
                try (Directory itself = place.directory().again()) {
                    return itself.entries();
                }
            }
            if (!place.requireAttributes().isDirectory()) {
                throw new NotDirectoryException(path.toString());
            }
            try (Directory directory = place.directory().child(place.requireName())) {
                return directory.entries();
            }
        }
    }

    @Override
    public OpenDirectory openDirectory(WorkspacePath path) throws IOException {
        try (Place place = walk(path, true)) {
            if (place.isDirectoryItself()) {
                return new WalkedDirectory(place.directory().again());
            }
            if (!place.requireAttributes().isDirectory()) {
                throw new NotDirectoryException(path.toString());
            }
            return new WalkedDirectory(place.directory().child(place.requireName()));
        }
    }

    @Override
    public void createDirectory(WorkspacePath path) throws IOException {
        create(path, Files::createDirectory);
    }

    @Override
    public void createLink(WorkspacePath path, String target) throws IOException {
        Path text = NativeName.of(target);
        create(path, staged -> Files.createSymbolicLink(staged, text));
    }

    @FunctionalInterface
    private interface Creation {
        void create(Path staged) throws IOException;
    }

    /**
     * A directory handle can neither make directories nor links. So they are made right in the root, under the one path that
     * is trusted and a name that nobody knows, and moved to their place from handle to handle.
     */
    private void create(WorkspacePath path, Creation creation) throws IOException {
        try (Place place = walk(path, false);
                Directory top = root.directory()) {
            Path name = requireNamed(path, place);
            requireFree(place.directory(), name);
            Path staged = temporaries.next();
            creation.create(root.path().resolve(staged));
            boolean done = false;
            try {
                whileNamesStay(() -> {
                    requireFree(place.directory(), name);
                    top.rename(staged, place.directory(), name);
                });
                done = true;
            } finally {
                if (!done) {
                    Replacement.discard(top, staged);
                }
            }
        }
    }

    private static void requireFree(Directory directory, Path name) throws IOException {
        if (directory.attributes(name) != null) {
            throw new FileAlreadyExistsException(name.toString());
        }
    }

    /** The name to change; the root has none. */
    private static Path requireNamed(WorkspacePath path, Place place) throws IOException {
        if (path.isRoot()) {
            path.requireWritable();
        }
        return place.requireName();
    }

    @FunctionalInterface
    private interface Change {
        void apply() throws IOException;
    }

    private void whileNamesStay(Change change) throws IOException {
        try {
            locks.names(Deadline.after(LONGEST_WAIT_FOR_NAMES), () -> {
                change.apply();
                return change;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
    }

    @Override
    public Draft draft(WorkspacePath path) throws IOException {
        Place place = walk(path, false);
        boolean begun = false;
        try {
            requireNamed(path, place);
            Draft draft = new Replacement(path, place, temporaries, new NamesOf(path));
            begun = true;
            return draft;
        } finally {
            if (!begun) {
                place.close();
            }
        }
    }

    private final class NamesOf implements Replacement.Naming {
        private final WorkspacePath path;

        NamesOf(WorkspacePath path) {
            this.path = path;
        }

        @Override
        public void ifFree(Directory directory, Path name, Replacement.Step step) throws IOException {
            whileNamesStay(() -> {
                requireFree(directory, name);
                step.run();
            });
        }

        /** The directories above may be new, too. */
        @Override
        public void force() throws IOException {
            for (WorkspacePath each = path; !each.isRoot(); each = each.parent()) {
                try (Place place = walk(each, false)) {
                    place.directory().force();
                }
            }
        }
    }

    @Override
    public String temporaryName() throws IOException {
        return temporaries.next().toString();
    }

    /** Removes what killed processes left on its way. To be called before the store is used. */
    void sweep() throws IOException {
        try (Directory top = root.directory()) {
            temporaries.sweep(top);
        }
    }

    @Override
    public void delete(WorkspacePath path) throws IOException {
        try (Place place = walk(path, false)) {
            Path name = requireNamed(path, place);
            if (!place.requireAttributes().isDirectory()) {
                place.directory().deleteFile(name);
                return;
            }
            try {
                place.directory().deleteDirectory(name);
            } catch (DirectoryNotEmptyException e) {
                deleteLeftovers(place.directory(), name, e);
                place.directory().deleteDirectory(name);
            }
        }
    }

    /** What a process left that was killed while it wrote is not listed, and must not keep its directory from going. */
    private static void deleteLeftovers(Directory above, Path name, DirectoryNotEmptyException otherwise)
            throws IOException {
        try (Directory directory = above.child(name)) {
            List<Path> names = directory.names();
            if (!names.stream().allMatch(Directory::isTemporary)) {
                throw otherwise;
            }
            for (Path leftover : names) {
                Replacement.discard(directory, leftover);
            }
        }
    }

    @Override
    public void move(WorkspacePath from, WorkspacePath to, boolean replace) throws IOException {
        try (Place source = walk(from, false);
                Place target = walk(to, false)) {
            Path name = requireNamed(from, source);
            Path newName = requireNamed(to, target);
            source.requireAttributes();
            whileNamesStay(() -> {
                PosixFileAttributes there = target.directory().attributes(newName);
                if (there != null && (!replace || there.isDirectory())) {
                    throw new FileAlreadyExistsException(to.toString());
                }
                source.directory().rename(name, target.directory(), newName);
            });
        }
    }

    @Override
    public <R> R lockedAll(Collection<WorkspacePath> paths, Deadline deadline, Action<R> action)
            throws IOException, InterruptedException {
        return locks.paths(paths, deadline, action);
    }

    /** The root that it keeps open. */
    OpenRoot root() {
        return root;
    }

    /** Gives back what it keeps open. Nobody may use it any more. */
    @Override
    public void close() throws IOException {
        try (root;
                locks) {
            temporaries.close();
        }
    }

    private Place walk(WorkspacePath path, boolean followLast) throws IOException {
        return PathWalk.to(root, path, followLast);
    }
}
