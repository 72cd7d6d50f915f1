package dev.shadow.core.git;

import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenFile;
import dev.shadow.core.store.WorkspacePath;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.ObjectStream;

/** The objects of a repository, and files of the work tree as if they were stored already. Not thread-safe. */
final class OverlayReader extends ObjectReader.Filter {
    private final ObjectReader stored;
    private final FileStore store;
    private final Map<ObjectId, Source> files = new HashMap<>();

    OverlayReader(ObjectReader stored, FileStore store) {
        this.stored = stored;
        this.store = store;
    }

    private record Source(String path, Blobs.Blob blob) {}

    /** Adds what was read from the work tree. */
    void add(WorkView view) {
        view.kept()
                .forEach((path, kept) -> kept.blob()
                        .ifPresent(blob -> files.putIfAbsent(blob.item().id(), new Source(path, blob))));
    }

    @Override
    protected ObjectReader delegate() {
        return stored;
    }

    @Override
    public boolean has(AnyObjectId id, int type) throws IOException {
        return files.containsKey(id.toObjectId()) || super.has(id, type);
    }

    @Override
    public long getObjectSize(AnyObjectId id, int type) throws IOException {
        Source file = files.get(id.toObjectId());
        return file == null ? super.getObjectSize(id, type) : file.blob().size();
    }

    @Override
    public ObjectLoader open(AnyObjectId id) throws IOException {
        return open(id, OBJ_ANY);
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int type) throws IOException {
        Source file = files.get(id.toObjectId());
        if (file == null) {
            return super.open(id, type);
        }
        if (file.blob().item().isSymlink()) {
            String target = file.blob().entry().linkTarget().orElse("");
            return new ObjectLoader.SmallObject(Constants.OBJ_BLOB, target.getBytes(StandardCharsets.UTF_8));
        }
        return new FileLoader(file);
    }

    /** Not thread-safe. */
    private final class FileLoader extends ObjectLoader {
        private final Source file;

        FileLoader(Source file) {
            this.file = file;
        }

        @Override
        public int getType() {
            return Constants.OBJ_BLOB;
        }

        @Override
        public long getSize() {
            return file.blob().size();
        }

        @Override
        public boolean isLarge() {
            return true;
        }

        @Override
        public byte[] getCachedBytes() {
            throw new LargeObjectException(file.blob().item().id());
        }

        @Override
        public ObjectStream openStream() throws IOException {
            OpenFile open = store.open(WorkspacePath.parse(file.path()));
            return new ObjectStream.Filter(
                    Constants.OBJ_BLOB,
                    file.blob().size(),
                    new BufferedInputStream(Channels.newInputStream(open.channel())));
        }
    }
}
