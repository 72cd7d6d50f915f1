package dev.shadow.core.file;

import dev.shadow.Bytes;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.OpenFile;
import dev.shadow.file.FileVersion;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Versions of files: size and a hash of the content up to 8 MiB, and above it size, identity and time. */
final class Versions {
    /** Up to here the content is hashed. */
    static final long HASHED_BYTES = 8 << 20;

    private Versions() {}

    static FileVersion of(Bytes content, FileEntry entry) {
        if (content.size() > HASHED_BYTES) {
            return weak(entry);
        }
        ContentHash hash = new ContentHash();
        try {
            content.writeTo(new HashedStream(hash));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it refuses nothing
        }
        return strong(hash);
    }

    /** For content whose every byte went through the hash. */
    static FileVersion of(ContentHash hash, FileEntry entry) {
        return hash.length() > HASHED_BYTES ? weak(entry) : strong(hash);
    }

    /** By reading the file. */
    static FileVersion of(OpenFile file, Deadline deadline) throws IOException, InterruptedException {
        if (file.entry().size() > HASHED_BYTES) {
            return weak(file.entry());
        }
        ContentHash hash = new ContentHash();
        Chunks.forEach(file.channel(), deadline, hash::update);
        return of(hash, file.entry());
    }

    private static FileVersion strong(ContentHash hash) {
        return FileVersion.of(Long.toHexString(hash.length()) + "-" + hex(hash.value()));
    }

    static FileVersion weak(FileEntry entry) {
        byte[] identity = (entry.key() + "@" + entry.modified()).getBytes(StandardCharsets.UTF_8);
        ContentHash hash = new ContentHash();
        hash.update(identity, 0, identity.length);
        return new FileVersion(Long.toHexString(entry.size()) + "-t" + hex(hash.value()), true);
    }

    /** Sees the bytes where they lie, without a copy. */
    private static final class HashedStream extends OutputStream {
        private final ContentHash hash;

        HashedStream(ContentHash hash) {
            this.hash = hash;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] data, int from, int size) {
            hash.update(data, from, size);
        }
    }

    private static String hex(long value) {
        return String.format("%016x", value);
    }
}
