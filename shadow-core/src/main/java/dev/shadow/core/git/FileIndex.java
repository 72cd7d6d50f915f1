package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.spi.Deadline;
import java.io.File;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.internal.storage.file.FileSnapshot;
import org.eclipse.jgit.util.FS;

/** The index file that the {@code git} program uses too, under its lock file. Thread-safe. */
final class FileIndex implements GitIndex {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final File file;
    private final FS files;
    private final LockIntents intents;
    private SoftReference<IndexView> last = new SoftReference<>(null); // guarded by this
    private FileSnapshot lastSnapshot = FileSnapshot.DIRTY; // guarded by this

    FileIndex(File file, FS files) {
        this.file = file;
        this.files = files;
        this.intents = new LockIntents(file.toPath().resolveSibling(file.getName() + ".lock"));
    }

    @Override
    public synchronized IndexView read() throws IOException {
        FileSnapshot now = FileSnapshot.save(file);
        IndexView known = last.get();
        if (known == null || !now.equals(lastSnapshot) || lastSnapshot.isModified(file)) {
            Instant written = lastWritten();
            known = new IndexView(DirCache.read(file, files), written);
            last = new SoftReference<>(known);
            lastSnapshot = now;
        }
        return known;
    }

    private Instant lastWritten() throws IOException {
        try {
            return Files.getLastModifiedTime(file.toPath()).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.MIN;
        }
    }

    @Override
    public Held hold(Deadline deadline) throws IOException, InterruptedException {
        intents.begin();
        boolean held = false;
        try {
            Held taken = take(deadline);
            held = true;
            return taken;
        } finally {
            if (!held) {
                intents.end();
            }
        }
    }

    private Held take(Deadline deadline) throws IOException, InterruptedException {
        Deadline patience = Deadline.after(PATIENCE);
        while (true) {
            try {
                Instant written = lastWritten();
                return new HeldFile(file.toPath(), DirCache.lock(file, files), written, intents);
            } catch (LockFailedException e) {
                if (intents.removeAbandoned()) {
                    continue;
                }
                if (patience.isPassed()) {
                    throw new ShadowException(
                                    ErrorCode.GIT_FAILED,
                                    "another git program holds .git/index.lock; wait for it to end, or remove the file"
                                            + " if none is running",
                                    e)
                            .asRetryable();
                }
                deadline.check();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private record HeldFile(Path file, DirCache cache, Instant written, LockIntents intents) implements Held {
        @Override
        public IndexView view() {
            return new IndexView(cache, written);
        }

        @Override
        public void replace(List<DirCacheEntry> entries) throws IOException {
            DirCacheBuilder builder = cache.builder();
            entries.forEach(builder::add);
            builder.finish();
            cache.write();
            if (!cache.commit()) {
                throw new IOException("cannot put the new index in place of the old one");
            }
        }

        @Override
        public void adopt(Path index) throws IOException {
            ProgramHome.copyIndex(index, file);
        }

        @Override
        public void close() {
            cache.unlock();
            intents.end();
        }
    }
}
