package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenFile;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** Files of the work tree as blobs: hashed, or stored as well. Not thread-safe. */
final class Blobs implements AutoCloseable {
    private static final int SMALL = 1 << 20;

    private final FileStore store;
    private final ObjectInserter inserter;
    private final boolean keeping;

    private Blobs(FileStore store, ObjectInserter inserter, boolean keeping) {
        this.store = store;
        this.inserter = inserter;
        this.keeping = keeping;
    }

    static Blobs hashing(FileStore store) {
        return new Blobs(store, new ObjectInserter.Formatter(), false);
    }

    /** Stores what it hashes; the inserter stays the caller's. */
    static Blobs keeping(FileStore store, ObjectInserter inserter) {
        return new Blobs(store, inserter, true);
    }

    /**
     * A file as it was read.
     *
     * @param item what a tree would have
     * @param entry the file when it was opened
     * @param size how many bytes were read
     */
    record Blob(Item item, FileEntry entry, long size) {}

    /** Reads a file or link that had this mode when it was found. */
    Blob read(String path, int found) throws IOException {
        WorkspacePath place = WorkspacePath.parse(path);
        if (found == WorkChanges.Found.UNKNOWN_MODE || FileMode.SYMLINK.equals(found)) {
            FileEntry entry = store.stat(place).orElseThrow(() -> new NoSuchFileException(path));
            if (entry.type() == FileType.SYMBOLIC_LINK) {
                byte[] target = entry.linkTarget().orElse("").getBytes(StandardCharsets.UTF_8);
                return new Blob(new Item(FileMode.SYMLINK.getBits(), small(target)), entry, target.length);
            }
        }
        try (OpenFile file = store.open(place)) {
            FileEntry entry = file.entry();
            int mode = (entry.executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE).getBits();
            InputStream in = Channels.newInputStream(file.channel());
            long size = file.channel().size();
            if (size > SMALL) {
                return new Blob(new Item(mode, large(path, size, in)), entry, size);
            }
            byte[] content = in.readNBytes(2 * SMALL);
            return new Blob(new Item(mode, small(content)), entry, content.length);
        }
    }

    private ObjectId small(byte[] content) throws IOException {
        return keeping ? inserter.insert(Constants.OBJ_BLOB, content) : inserter.idFor(Constants.OBJ_BLOB, content);
    }

    private ObjectId large(String path, long size, InputStream in) throws IOException {
        try {
            return keeping
                    ? inserter.insert(Constants.OBJ_BLOB, size, in)
                    : inserter.idFor(Constants.OBJ_BLOB, size, in);
        } catch (EOFException e) {
            throw new ShadowException(
                            ErrorCode.GIT_FAILED,
                            "'" + path + "' became shorter while it was read; try again when nothing writes to it",
                            e)
                    .with("path", path)
                    .asRetryable();
        }
    }

    @Override
    public void close() {
        if (!keeping) {
            inserter.close();
        }
    }
}
