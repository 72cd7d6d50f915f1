package dev.shadow.core.git;

import dev.shadow.spi.Deadline;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;

/** An index without a file. It trusts no times: hashing what is in memory costs little. Thread-safe. */
final class MemoryIndex implements GitIndex {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile DirCache current = DirCache.newInCore();

    @Override
    public IndexView read() {
        return new IndexView(current, Instant.MIN);
    }

    @Override
    public Held hold(Deadline deadline) throws InterruptedException {
        if (!lock.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
            throw deadline.exceeded();
        }
        return new Held() {
            @Override
            public IndexView view() {
                return read();
            }

            @Override
            public void replace(List<DirCacheEntry> entries) {
                DirCache next = DirCache.newInCore();
                DirCacheBuilder builder = next.builder();
                entries.forEach(builder::add);
                builder.finish();
                current = next;
            }

            @Override
            public void adopt(Path index) {
                throw new UnsupportedOperationException("an index in memory is no file");
            }

            @Override
            public void close() {
                lock.unlock();
            }
        };
    }
}
