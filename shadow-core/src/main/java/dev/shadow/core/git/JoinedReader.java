package dev.shadow.core.git;

import java.io.IOException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** The objects of two repositories. Not thread-safe. */
final class JoinedReader extends ObjectReader.Filter {
    private final ObjectReader one;
    private final ObjectReader other;

    JoinedReader(ObjectReader one, ObjectReader other) {
        this.one = one;
        this.other = other;
    }

    @Override
    protected ObjectReader delegate() {
        return one;
    }

    @Override
    public ObjectReader newReader() {
        return new JoinedReader(one.newReader(), other.newReader());
    }

    private ObjectReader holder(AnyObjectId id) throws IOException {
        return one.has(id) ? one : other;
    }

    @Override
    public boolean has(AnyObjectId id) throws IOException {
        return one.has(id) || other.has(id);
    }

    @Override
    public boolean has(AnyObjectId id, int type) throws IOException {
        return holder(id).has(id, type);
    }

    @Override
    public ObjectLoader open(AnyObjectId id) throws IOException {
        return holder(id).open(id);
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int type) throws IOException {
        return holder(id).open(id, type);
    }

    @Override
    public long getObjectSize(AnyObjectId id, int type) throws IOException {
        return holder(id).getObjectSize(id, type);
    }

    @Override
    public void close() {
        one.close();
        other.close();
    }
}
