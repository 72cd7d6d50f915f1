package dev.shadow.core.git;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.transport.PackParser;

/**
 * Tells whether anybody but us has changed the folders that a repository's objects are in. JGit remembers which objects it saw,
 * and does not write them again when {@code git gc} has thrown them away since; what is written then stands on nothing.
 *
 * <p>Thread-safe.
 */
final class ObjectFolders {
    private static final int FANOUT = 256;
    private static final int PACKS = FANOUT;
    private static final HexFormat NAMES = HexFormat.of();

    private final File objects;
    private long[] known = new long[0]; // guarded by this

    ObjectFolders(File objects) {
        this.objects = objects;
    }

    /** Since the last question. */
    synchronized boolean haveChanged() {
        long[] now = new long[FANOUT + 1];
        for (int i = 0; i < now.length; i++) {
            now[i] = time(i);
        }
        boolean changed = !Arrays.equals(now, known);
        known = now;
        return changed;
    }

    private long time(int folder) {
        String name = folder == PACKS ? "pack" : NAMES.toHexDigits((byte) folder);
        return new File(objects, name).lastModified();
    }

    private synchronized void accept(BitSet written) {
        written.stream().forEach(folder -> known[folder] = time(folder));
    }

    /** An inserter whose own writes are no changes. Not thread-safe. */
    ObjectInserter watched(ObjectInserter target) {
        return new Watched(target);
    }

    private final class Watched extends ObjectInserter.Filter {
        private final ObjectInserter target;
        private final BitSet written = new BitSet();

        Watched(ObjectInserter target) {
            this.target = target;
        }

        @Override
        protected ObjectInserter delegate() {
            return target;
        }

        private ObjectId written(ObjectId id) {
            written.set(id.getFirstByte());
            return id;
        }

        @Override
        public ObjectId insert(int type, byte[] data, int offset, int length) throws IOException {
            return written(target.insert(type, data, offset, length));
        }

        @Override
        public ObjectId insert(int type, long length, InputStream in) throws IOException {
            return written(target.insert(type, length, in));
        }

        @Override
        public PackParser newPackParser(InputStream in) throws IOException {
            written.set(PACKS);
            return target.newPackParser(in);
        }

        @Override
        public void close() {
            target.close();
            accept(written);
        }
    }
}
