package dev.shadow.local;

import dev.shadow.core.concurrent.Threads;
import dev.shadow.core.store.OpenFile;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Lets go of files that were replaced. The blocks of a file are freed when the last who holds it closes it, and on a file system
 * that is mounted with {@code discard} (ext4(5)) that waits for the disk, longer than all the rest of a small write takes. So
 * whoever replaces a file keeps the old one open, and closes it here, beside the caller; when too many wait already, at once.
 *
 * <p>Thread-safe.
 */
final class OldFiles {
    private static final int MOST = 4;
    private static final long LARGEST = 4L << 20; // so a full disk has its bytes back in time

    private static final Semaphore PLACES = new Semaphore(MOST);

    private OldFiles() {}

    static void close(OpenFile file) {
        if (file.entry().size() > LARGEST || !PLACES.tryAcquire()) {
            closeQuietly(file);
            return;
        }
        try {
            Threads.system().blocking().execute(() -> {
                try {
                    closeQuietly(file);
                } finally {
                    PLACES.release();
                }
            });
        } catch (RuntimeException | Error e) { // no thread to be had
            PLACES.release();
            closeQuietly(file);
        }
    }

    private static void closeQuietly(OpenFile file) {
        try {
            file.close();
        } catch (IOException e) {
            // it was read to its end, and has no name any more
        }
    }
}
