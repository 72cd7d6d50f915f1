package dev.shadow.local;

import java.io.IOException;

/** Both ends of a pipe(7), neither of which is inherited. Not thread-safe. */
final class Pipe {
    /** The first descriptor that is none of the three standard ones. */
    static final int FIRST_FREE = 3;

    private int reader;
    private int writer;

    Pipe() throws IOException {
        try (NativeBlock both = new NativeBlock(2 * Integer.BYTES)) {
            if (LibC.pipe2(both.pointer(), LibC.O_CLOEXEC) < 0) {
                throw new IOException("pipe2 failed, error=" + LibC.errno());
            }
            reader = both.pointer().getInt(0);
            writer = both.pointer().getInt(Integer.BYTES);
        }
        try {
            reader = moved(reader);
            writer = moved(writer);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** A process that was started without standard input, say, gets those numbers for its pipes, which a child will reuse. */
    private static int moved(int descriptor) throws IOException {
        if (descriptor >= FIRST_FREE) {
            return descriptor;
        }
        int copy = LibC.fcntl(descriptor, LibC.F_DUPFD_CLOEXEC, FIRST_FREE);
        if (copy < 0) {
            throw new IOException("fcntl failed, error=" + LibC.errno());
        }
        LibC.close(descriptor);
        return copy;
    }

    int reader() {
        return reader;
    }

    int writer() {
        return writer;
    }

    /** The reading end, which is the caller's from now on. */
    int takeReader() {
        int taken = reader;
        reader = -1;
        return taken;
    }

    /** The writing end, which is the caller's from now on. */
    int takeWriter() {
        int taken = writer;
        writer = -1;
        return taken;
    }

    /** Closes the ends that were not taken. */
    void close() {
        if (reader >= 0) {
            LibC.close(takeReader());
        }
        if (writer >= 0) {
            LibC.close(takeWriter());
        }
    }
}
