package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenFile;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A plain directory as a store, without the care for links that a real one takes. */
final class DirectoryStore implements FileStore {
    private final Path root;

    DirectoryStore(Path root) {
        this.root = root;
    }

    private Path path(WorkspacePath path) {
        return path.isRoot() ? root : root.resolve(path.toString());
    }

    @Override
    public Optional<FileEntry> stat(WorkspacePath path) throws IOException {
        try {
            return Optional.of(entry(path(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static FileEntry entry(Path file) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        FileType type = attributes.isRegularFile()
                ? FileType.FILE
                : attributes.isDirectory()
                        ? FileType.DIRECTORY
                        : attributes.isSymbolicLink() ? FileType.SYMBOLIC_LINK : FileType.OTHER;
        return new FileEntry(
                file.getFileName().toString(),
                type,
                type == FileType.FILE ? attributes.size() : 0,
                attributes.lastModifiedTime(),
                attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE),
                type == FileType.SYMBOLIC_LINK
                        ? Optional.of(Files.readSymbolicLink(file).toString())
                        : Optional.empty(),
                attributes.fileKey());
    }

    @Override
    public WorkspacePath resolve(WorkspacePath path) {
        return path;
    }

    @Override
    public OpenFile open(WorkspacePath path) throws IOException {
        if (Files.isDirectory(path(path))) {
            throw new ShadowException(ErrorCode.NOT_A_FILE, "a directory: " + path);
        }
        SeekableByteChannel channel = Files.newByteChannel(path(path), StandardOpenOption.READ);
        return new OpenFile(entry(path(path)), channel);
    }

    @Override
    public List<FileEntry> list(WorkspacePath directory) throws IOException {
        List<FileEntry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(path(directory))) {
            for (Path file : files.toList()) {
                entries.add(entry(file));
            }
        }
        entries.sort(Comparator.comparing(FileEntry::name));
        return entries;
    }

    @Override
    public void createDirectory(WorkspacePath path) throws IOException {
        Files.createDirectory(path(path));
    }

    @Override
    public void createLink(WorkspacePath path, String target) throws IOException {
        Files.createSymbolicLink(path(path), Path.of(target));
    }

    @Override
    public Draft draft(WorkspacePath path) throws IOException {
        Path draft = Files.createTempFile(path(path).getParent(), ".draft", "");
        SeekableByteChannel channel = Files.newByteChannel(draft, StandardOpenOption.WRITE);
        return new Draft() {
            @Override
            public Optional<FileEntry> existing() {
                throw new UnsupportedOperationException("git asks for no old files");
            }

            @Override
            public Optional<FileEntry> lookAgain() {
                throw new UnsupportedOperationException("git asks for no old files");
            }

            @Override
            public OpenFile openExisting() throws IOException {
                return open(path);
            }

            @Override
            public WritableByteChannel channel() {
                return channel;
            }

            @Override
            public FileEntry publish(Terms terms) throws IOException {
                channel.close();
                return name(draft, path, terms);
            }

            @Override
            public void close() throws IOException {
                channel.close();
                Files.deleteIfExists(draft);
            }
        };
    }

    private FileEntry name(Path draft, WorkspacePath path, Terms terms) throws IOException {
        if (terms.onlyIfAbsent() && Files.exists(path(path), LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(draft);
        if (terms.executable().orElse(false)) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
        }
        Files.setPosixFilePermissions(draft, permissions);
        Files.move(draft, path(path), StandardCopyOption.ATOMIC_MOVE);
        return entry(path(path));
    }

    @Override
    public void delete(WorkspacePath path) throws IOException {
        Files.delete(path(path));
    }

    @Override
    public void move(WorkspacePath from, WorkspacePath to, boolean replace) throws IOException {
        CopyOption[] options = replace ? new CopyOption[] {StandardCopyOption.REPLACE_EXISTING} : new CopyOption[0];
        Files.move(path(from), path(to), options);
    }

    @Override
    public <R> R lockedAll(Collection<WorkspacePath> paths, Deadline deadline, Action<R> action)
            throws IOException, InterruptedException {
        return action.run();
    }
}
