package dev.shadow.local;

import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.OpenDirectory;
import dev.shadow.file.FileType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A directory handle of a walk; the JDK's handles may be used by several threads. Thread-safe. */
final class WalkedDirectory implements OpenDirectory {
    private final Directory directory;

    WalkedDirectory(Directory directory) {
        this.directory = directory;
    }

    @Override
    public List<Member> members(Predicate<String> wanted) throws IOException {
        List<Member> members = new ArrayList<>();
        for (Path name : directory.names()) {
            String shown = NativeName.shown(name);
            if (Directory.isTemporary(name) || !wanted.test(shown)) {
                continue;
            }
            PosixFileAttributes attributes = directory.attributes(name);
            if (attributes != null) {
                members.add(new Walked(name, shown, attributes));
            }
        }
        return members;
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }

    /** Thread-safe. */
    private final class Walked implements Member {
        private final Path onDisk;
        private final String shown;
        private final PosixFileAttributes attributes;

        Walked(Path onDisk, String shown, PosixFileAttributes attributes) {
            this.onDisk = onDisk;
            this.shown = shown;
            this.attributes = attributes;
        }

        @Override
        public String name() {
            return shown;
        }

        @Override
        public FileType type() {
            return Directory.type(attributes);
        }

        @Override
        public long size() {
            return attributes.size();
        }

        @Override
        public FileEntry entry() throws IOException {
            return directory.entry(onDisk, attributes);
        }

        @Override
        public OpenDirectory openDirectory() throws IOException {
            return new WalkedDirectory(directory.child(onDisk));
        }

        @Override
        public ReadableByteChannel openFile() throws IOException {
            if (type() != FileType.FILE) {
                throw new FileSystemException(shown, null, "not a regular file");
            }
            SeekableByteChannel channel = directory.openForReading(onDisk);
            return channel instanceof FileChannel file ? new FromStart(file) : channel;
        }
    }

    /**
     * Reads at a position of its own, as pread(2): that costs nothing, and fails for a pipe that took the file's name before
     * it was opened, where read(2) would wait for a writer. Not thread-safe.
     */
    private static final class FromStart implements ReadableByteChannel {
        private final FileChannel file;
        private long position;

        FromStart(FileChannel file) {
            this.file = file;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int got = file.read(target, position);
            position += Math.max(0, got);
            return got;
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
