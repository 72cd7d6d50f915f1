package dev.shadow.local;

import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenFile;
import dev.shadow.core.store.WorkspacePath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A new file under a temporary name, beside the one whose place it takes. Not thread-safe. */
final class Replacement implements FileStore.Draft {
    private final WorkspacePath path;
    private final Place place;
    private final Directory directory;
    private final Path name;
    private final TemporaryNames names;
    private final Naming naming;
    private @Nullable PosixFileAttributes old;
    private @Nullable OpenFile opened;
    private @Nullable Unfinished unfinished;

    private record Unfinished(Path name, SeekableByteChannel channel) {}

    /** Gives a file its name, where that depends on others. */
    interface Naming {
        /** Runs a step unless the name is taken, and nobody takes it meanwhile. */
        void ifFree(Directory directory, Path name, Step step) throws IOException;

        /** Forces the names of a path to the disk. */
        void force() throws IOException;
    }

    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    /** The place is closed with this. */
    Replacement(WorkspacePath path, Place place, TemporaryNames names, Naming naming) throws IOException {
        this.path = path;
        this.place = place;
        this.directory = place.directory();
        this.name = place.requireName();
        this.names = names;
        this.naming = naming;
        this.old = requireReplaceable(place.attributes());
    }

    private @Nullable PosixFileAttributes requireReplaceable(@Nullable PosixFileAttributes found) {
        if (found != null && !found.isSymbolicLink()) {
            LocalFileStore.requireFile(path, found);
        }
        return found;
    }

    @Override
    public Optional<FileEntry> existing() {
        return Optional.ofNullable(old).map(found -> Directory.entry(NativeName.shown(name), found, Optional.empty()));
    }

    @Override
    public Optional<FileEntry> lookAgain() throws IOException {
        closeOld();
        old = requireReplaceable(directory.attributes(name));
        return existing();
    }

    private void closeOld() throws IOException {
        OpenFile file = opened;
        opened = null;
        if (file != null) {
            file.close();
        }
    }

    @Override
    public OpenFile openExisting() throws IOException {
        OpenFile file = opened;
        if (file == null) {
            file = open();
            opened = file;
        } else {
            file.channel().position(0);
        }
        return file;
    }

    private OpenFile open() throws IOException {
        for (int i = 0; i < LocalFileStore.MOST_TRIES; i++) {
            PosixFileAttributes seen = old;
            if (seen == null) {
                throw new NoSuchFileException(path.toString());
            }
            LocalFileStore.requireFile(path, seen);
            Optional<OpenFile> file = directory.openRegular(name, seen);
            if (file.isPresent()) {
                return file.get();
            }
            lookAgain();
        }
        throw new IOException("the file was replaced each time it was looked at");
    }

    private static FileAttribute<?>[] attributes(@Nullable PosixFileAttributes old) {
        return modeOfFile(old)
                .map(mode -> new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)})
                .orElse(new FileAttribute<?>[0]);
    }

    private static Optional<Set<PosixFilePermission>> modeOfFile(@Nullable PosixFileAttributes old) {
        return old != null && old.isRegularFile() ? Optional.of(old.permissions()) : Optional.empty();
    }

    /** Never readable by more people than the old file is. */
    @Override
    public WritableByteChannel channel() throws IOException {
        return begun().channel();
    }

    private Unfinished begun() throws IOException {
        Unfinished begun = unfinished;
        if (begun == null) {
            Path temporary = names.next();
            begun = new Unfinished(temporary, directory.create(temporary, attributes(old)));
            unfinished = begun;
        }
        return begun;
    }

    @Override
    public FileEntry publish(FileStore.Terms terms) throws IOException {
        Unfinished made = begun();
        if (terms.durable() && made.channel() instanceof FileChannel file) {
            file.force(true);
        }
        made.channel().close();
        PosixFileAttributes attributes = withMode(made.name(), terms.executable());
        Step step = () -> directory.rename(made.name(), directory, name);
        if (terms.onlyIfAbsent()) {
            naming.ifFree(directory, name, step);
        } else {
            step.run();
        }
        unfinished = null;
        freeOld();
        if (terms.durable()) {
            naming.force();
        }
        return Directory.entry(NativeName.shown(name), attributes, Optional.empty());
    }

    private void freeOld() {
        OpenFile file = opened;
        opened = null;
        if (file != null) {
            OldFiles.close(file);
        }
    }

    private PosixFileAttributes withMode(Path made, Optional<Boolean> executable) throws IOException {
        PosixFileAttributes attributes = require(made);
        Set<PosixFilePermission> wanted = EnumSet.noneOf(PosixFilePermission.class);
        wanted.addAll(modeOfFile(old).orElse(attributes.permissions()));
        executable.ifPresent(on -> setExecutable(wanted, on));
        if (wanted.equals(attributes.permissions())) {
            return attributes;
        }
        directory.setPermissions(made, wanted);
        return require(made);
    }

    private PosixFileAttributes require(Path made) throws IOException {
        PosixFileAttributes attributes = directory.attributes(made);
        if (attributes == null) {
            throw new NoSuchFileException(name.toString());
        }
        return attributes;
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

    @Override
    public void close() throws IOException {
        try (place) {
            closeOld();
            Unfinished left = unfinished;
            if (left != null) {
                left.channel().close();
                discard(directory, left.name());
            }
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
