package dev.shadow.local;

import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
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
    private final Place place;
    private final Directory directory;
    private final Path name;
    private final Path temporary;
    private final Naming naming;
    private final SeekableByteChannel channel;
    private boolean exists;

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

    /**
     * Never readable by more people than the old file is.
     *
     * @param place closed with this
     */
    Replacement(Place place, Path temporary, Naming naming) throws IOException {
        this.place = place;
        this.directory = place.directory();
        this.name = place.requireName();
        this.temporary = temporary;
        this.naming = naming;
        this.channel = directory.create(temporary, attributes(place.attributes()));
        this.exists = true;
    }

    private static FileAttribute<?>[] attributes(@Nullable PosixFileAttributes old) {
        return modeOfFile(old)
                .map(mode -> new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)})
                .orElse(new FileAttribute<?>[0]);
    }

    private static Optional<Set<PosixFilePermission>> modeOfFile(@Nullable PosixFileAttributes old) {
        return old != null && old.isRegularFile() ? Optional.of(old.permissions()) : Optional.empty();
    }

    @Override
    public WritableByteChannel channel() {
        return channel;
    }

    @Override
    public FileEntry publish(FileStore.Terms terms) throws IOException {
        if (terms.durable() && channel instanceof FileChannel file) {
            file.force(true);
        }
        channel.close();
        PosixFileAttributes made = withMode(requireMade(), terms.executable());
        Step step = () -> directory.rename(temporary, directory, name);
        if (terms.onlyIfAbsent()) {
            naming.ifFree(directory, name, step);
        } else {
            step.run();
        }
        exists = false;
        if (terms.durable()) {
            naming.force();
        }
        return Directory.entry(NativeName.shown(name), made, Optional.empty());
    }

    private PosixFileAttributes withMode(PosixFileAttributes made, Optional<Boolean> executable) throws IOException {
        Set<PosixFilePermission> wanted = EnumSet.noneOf(PosixFilePermission.class);
        wanted.addAll(modeOfFile(directory.attributes(name)).orElse(made.permissions()));
        executable.ifPresent(on -> setExecutable(wanted, on));
        if (wanted.equals(made.permissions())) {
            return made;
        }
        directory.setPermissions(temporary, wanted);
        return requireMade();
    }

    private PosixFileAttributes requireMade() throws IOException {
        PosixFileAttributes attributes = directory.attributes(temporary);
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
        try (place;
                channel) {
            if (exists) {
                discard(directory, temporary);
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
