package dev.shadow.local;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** Memory outside the heap, freed by {@link #close} and by nothing else. Not thread-safe. */
final class NativeBlock implements AutoCloseable {
    private final long address;
    private final Pointer pointer;

    NativeBlock(long bytes) {
        address = Native.malloc(bytes);
        if (address == 0) {
            throw new OutOfMemoryError("no " + bytes + " bytes outside the heap");
        }
        pointer = new Pointer(address);
    }

    Pointer pointer() {
        return pointer;
    }

    long address() {
        return address;
    }

    @Override
    public void close() {
        Native.free(address);
    }
}
