package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.transport.PackParser;

/** Takes packs up to a size. Not thread-safe. */
final class CappedInserter extends ObjectInserter.Filter {
    private final ObjectInserter target;
    private final long most;

    CappedInserter(ObjectInserter target, long most) {
        this.target = target;
        this.most = most;
    }

    static ShadowException tooLarge(long most) {
        return new ShadowException(
                ErrorCode.TOO_LARGE,
                "the repository has more than " + most + " bytes; raise CloneOptions.maxBytes, or take less of it with"
                        + " CloneOptions.depth");
    }

    @Override
    protected ObjectInserter delegate() {
        return target;
    }

    @Override
    public PackParser newPackParser(InputStream in) throws IOException {
        return target.newPackParser(new Capped(in));
    }

    private final class Capped extends FilterInputStream {
        private long count;

        Capped(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            add(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            add(read);
            return read;
        }

        private void add(int bytes) {
            count += Math.max(0, bytes);
            if (count > most) {
                throw tooLarge(most);
            }
        }
    }
}
