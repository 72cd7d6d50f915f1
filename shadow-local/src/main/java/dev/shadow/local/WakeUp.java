package dev.shadow.local;

import com.sun.jna.Pointer;
import java.io.IOException;

/**
 * Brings a thread back that waits in poll(2), by an eventfd(2).
 *
 * <p>Thread-safe.
 */
final class WakeUp implements AutoCloseable {
    private static final int EVENT_BYTES = 8;

    private final int descriptor;
    private boolean closed; // guarded by this

    WakeUp() throws IOException {
        descriptor = LibC.eventfd(0, LibC.O_CLOEXEC);
        if (descriptor < 0) {
            throw new IOException("eventfd failed, error=" + LibC.errno());
        }
    }

    /** To be polled by the thread that closes this; readable from the first signal on. */
    int descriptor() {
        return descriptor;
    }

    synchronized void signal() {
        if (closed) {
            return;
        }
        try (NativeBlock one = new NativeBlock(EVENT_BYTES)) {
            Pointer value = one.pointer();
            value.setLong(0, 1);
            LibC.write(descriptor, value, EVENT_BYTES);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            LibC.close(descriptor);
        }
    }
}
