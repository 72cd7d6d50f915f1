package dev.shadow.local;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenFile;
import dev.shadow.file.FileType;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open directory. Everything in it is reached through its handle and never through its path, so nobody can put another
 * directory in its place; the path is where it was when it was opened, for reading the text of links, which is walked again
 * from the root. Not thread-safe.
 */
final class Directory implements Closeable {
    private final SecureDirectoryStream<Path> handle;
    private final Path path;
    private final boolean owned;

    private Directory(SecureDirectoryStream<Path> handle, Path path, boolean owned) {
        this.handle = handle;
        this.path = path;
        this.owned = owned;
    }

    /** A directory whose own path is trusted. */
    @SuppressWarnings("StreamResourceLeak") // the caller closes what is returned
    static Directory trusted(Path path) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(path);
        if (stream instanceof SecureDirectoryStream<Path> handle) {
            return new Directory(handle, path, true);
        }
        stream.close();
        throw new ShadowException(
                        ErrorCode.UNSUPPORTED,
                        "this operating system or Java runtime has no " + Capability.DIRECTORY_HANDLES
                                + ", without which no path is safe; use Linux")
                .with("capability", Capability.DIRECTORY_HANDLES);
    }

    Directory child(Path name) throws IOException {
        Path where = path.resolve(name);
        return new Directory(
                OpenWatchdog.watched(where, () -> handle.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)),
                where,
                true);
    }

    /** The same handle, which closing this one leaves open. */
    Directory borrowed() {
        return new Directory(handle, path, false);
    }

    /** The same directory by a handle of its own. */
    Directory again() throws IOException {
        return child(Path.of("."));
    }

    /** Where it was when it was opened. */
    Path path() {
        return path;
    }

    /** What a name is, or null when there is none. */
    @Nullable PosixFileAttributes attributes(Path name) throws IOException {
        try {
            return view(name).readAttributes();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private PosixFileAttributeView view(Path name) {
        return Objects.requireNonNull(
                handle.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
    }

    void setPermissions(Path name, Set<PosixFilePermission> permissions) throws IOException {
        OpenWatchdog.watched(path.resolve(name), () -> {
            view(name).setPermissions(permissions);
            return name;
        });
    }

    SeekableByteChannel openForReading(Path name) throws IOException {
        Set<OpenOption> options = Set.of(java.nio.file.StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        return OpenWatchdog.watched(path.resolve(name), () -> handle.newByteChannel(name, options));
    }

    /** Opens a regular file that was seen; empty when something else has its name now. */
    Optional<OpenFile> openRegular(Path name, PosixFileAttributes seen) throws IOException {
        SeekableByteChannel channel = openForReading(name);
        if (isSame(attributes(name), seen) && canSeek(channel)) {
            return Optional.of(new OpenFile(entry(NativeName.shown(name), seen, Optional.empty()), channel));
        }
        channel.close();
        return Optional.empty();
    }

    private static boolean isSame(@Nullable PosixFileAttributes now, PosixFileAttributes seen) {
        return now != null && now.isRegularFile() && Objects.equals(now.fileKey(), seen.fileKey());
    }

    /** A pipe that was there for the moment of opening cannot, see lseek(2). */
    private static boolean canSeek(SeekableByteChannel channel) throws IOException {
        try {
            return channel.position() == 0;
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            return false;
        }
    }

    SeekableByteChannel create(Path name, FileAttribute<?>... attributes) throws IOException {
        Set<OpenOption> options = Set.of(
                java.nio.file.StandardOpenOption.CREATE_NEW,
                java.nio.file.StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        return handle.newByteChannel(name, options, attributes);
    }

    /** Forces its names to the disk; Linux lets a directory be opened for reading and synchronised, see fsync(2). */
    void force() throws IOException {
        try (SeekableByteChannel itself = handle.newByteChannel(
                Path.of("."), Set.of(java.nio.file.StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            if (itself instanceof FileChannel channel) {
                channel.force(true);
            }
        }
    }

    void deleteFile(Path name) throws IOException {
        handle.deleteFile(name);
    }

    void deleteDirectory(Path name) throws IOException {
        handle.deleteDirectory(name);
    }

    /** As renameat(2): a file or link at the new name is replaced, and so is an empty directory by a directory. */
    void rename(Path name, Directory target, Path newName) throws IOException {
        handle.move(name, target.handle, newName);
    }

    String linkText(Path name) throws IOException {
        try {
            return NativeName.shown(Files.readSymbolicLink(path.resolve(name)));
        } catch (NotLinkException e) {
            throw new NoSuchFileException(name.toString()); // it was one a moment ago
        }
    }

    /** Its own entries, in the order of their names. To be asked once. */
    List<FileEntry> entries() throws IOException {
        List<FileEntry> entries = new ArrayList<>();
        for (Path name : names()) {
            if (isTemporary(name)) {
                continue;
            }
            PosixFileAttributes attributes = attributes(name);
            if (attributes != null) {
                addUnlessGone(entries, name, attributes);
            }
        }
        entries.sort(Comparator.comparing(FileEntry::name));
        return List.copyOf(entries);
    }

    private void addUnlessGone(List<FileEntry> entries, Path name, PosixFileAttributes attributes) throws IOException {
        try {
            entries.add(entry(name, attributes));
        } catch (NoSuchFileException e) {
            return; // a link that vanished while the others were read
        }
    }

    /** To be asked once. */
    List<Path> names() throws IOException {
        List<Path> names = new ArrayList<>();
        try {
            for (Path entry : handle) {
                names.add(entry.getFileName());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    static boolean isTemporary(Path name) {
        return name.toString().startsWith(FileStore.TEMPORARY_PREFIX);
    }

    /** The name on disk that is shown as this one, because it is not UTF-8. */
    Optional<Path> nameShownAs(String shown) throws IOException {
        try (Directory again = again()) {
            return again.names().stream()
                    .filter(name -> NativeName.shown(name).equals(shown))
                    .findFirst();
        }
    }

    FileEntry entry(Path name, PosixFileAttributes attributes) throws IOException {
        Optional<String> target = attributes.isSymbolicLink() ? Optional.of(linkText(name)) : Optional.empty();
        return entry(NativeName.shown(name), attributes, target);
    }

    static FileEntry entry(String name, PosixFileAttributes attributes, Optional<String> target) {
        FileType type = type(attributes);
        return new FileEntry(
                name,
                type,
                type == FileType.FILE ? attributes.size() : 0,
                attributes.lastModifiedTime(),
                attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE),
                target,
                Objects.requireNonNull(attributes.fileKey()));
    }

    static FileType type(PosixFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return FileType.FILE;
        }
        if (attributes.isDirectory()) {
            return FileType.DIRECTORY;
        }
        return attributes.isSymbolicLink() ? FileType.SYMBOLIC_LINK : FileType.OTHER;
    }

    /** Of the directory itself. */
    PosixFileAttributes ownAttributes() throws IOException {
        return Objects.requireNonNull(handle.getFileAttributeView(PosixFileAttributeView.class))
                .readAttributes();
    }

    @Override
    public void close() throws IOException {
        if (owned) {
            handle.close();
        }
    }
}
