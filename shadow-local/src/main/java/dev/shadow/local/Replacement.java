package dev.shadow.local;

import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new file under a temporary name, beside the one whose place it takes. Closed without {@link #publish}, it is gone. Not
 * thread-safe.
 */
final class Replacement implements Closeable {
    private final Directory directory;
    private final Path name;
    private final @Nullable PosixFileAttributes old;
    private final Path temporary = temporaryName();
    private @Nullable FileEntry entry;
    private boolean exists;

    Replacement(Directory directory, Path name, @Nullable PosixFileAttributes old) {
        this.directory = directory;
        this.name = name;
        this.old = old != null && old.isRegularFile() ? old : null;
    }

    static Path temporaryName() {
        return Path.of(FileStore.TEMPORARY_PREFIX + UUID.randomUUID());
    }

    /** Never readable by more people than the old file was. */
    void write(FileStore.Writer writer, Optional<Boolean> executable) throws IOException {
        FileAttribute<?>[] attributes = old == null
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(old.permissions())};
        try (SeekableByteChannel channel = directory.create(temporary, attributes)) {
            exists = true;
            writer.writeTo(channel);
        }
        PosixFileAttributes made = attributes();
        Set<PosixFilePermission> wanted = mode(made, executable);
        if (!wanted.equals(made.permissions())) {
            directory.setPermissions(temporary, wanted);
            made = attributes();
        }
        entry = Directory.entry(NativeName.shown(name), made, Optional.empty());
    }

    private PosixFileAttributes attributes() throws IOException {
        PosixFileAttributes attributes = directory.attributes(temporary);
        if (attributes == null) {
            throw new NoSuchFileException(name.toString());
        }
        return attributes;
    }

    private Set<PosixFilePermission> mode(PosixFileAttributes made, Optional<Boolean> executable) {
        Set<PosixFilePermission> wanted = EnumSet.noneOf(PosixFilePermission.class);
        wanted.addAll(old == null ? made.permissions() : old.permissions());
        executable.ifPresent(on -> setExecutable(wanted, on));
        return wanted;
    }

    /** Whoever may read may execute, as git has it. */
    private static void setExecutable(Set<PosixFilePermission> permissions, boolean on) {
        if (!on) {
            permissions.remove(PosixFilePermission.OWNER_EXECUTE);
            permissions.remove(PosixFilePermission.GROUP_EXECUTE);
            permissions.remove(PosixFilePermission.OTHERS_EXECUTE);
            return;
        }
        permissions.add(PosixFilePermission.OWNER_EXECUTE);
        if (permissions.contains(PosixFilePermission.GROUP_READ)) {
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
        }
        if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
    }

    void publish() throws IOException {
        directory.rename(temporary, directory, name);
        exists = false;
    }

    FileEntry entry() {
        return Objects.requireNonNull(entry);
    }

    @Override
    public void close() throws IOException {
        if (exists) {
            discard(directory, temporary);
        }
    }

    static void discard(Directory directory, Path name) throws IOException {
        PosixFileAttributes there = directory.attributes(name);
        if (there == null) {
            return;
        }
        if (there.isDirectory()) {
            directory.deleteDirectory(name);
        } else {
            directory.deleteFile(name);
        }
    }
}
