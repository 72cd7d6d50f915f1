package dev.shadow.local;

import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.HeldLocks;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names for what is on its way to become something else, and the removal of what killed processes left under theirs. Each
 * name tells its owner. Before its first one an owner leaves a mark in the state directory and locks its life, which ends
 * with its process at the latest; so a mark whose life is not locked tells that something may be left, and without one
 * nobody needs to look.
 *
 * <p>Thread-safe.
 */
final class TemporaryNames implements Closeable {
    private final WorkspaceLocks locks;
    private final Path marks;
    private final String owner = UUID.randomUUID().toString();
    private final AtomicLong given = new AtomicLong();
    private @Nullable Closeable life; // guarded by this
    private volatile boolean marked;

    TemporaryNames(WorkspaceLocks locks, Path marks) {
        this.locks = locks;
        this.marks = marks;
    }

    Path next() throws IOException {
        if (!marked) {
            mark();
        }
        return Path.of(prefix(owner) + given.incrementAndGet());
    }

    private static String prefix(String owner) {
        return FileStore.TEMPORARY_PREFIX + owner + "-";
    }

    private synchronized void mark() throws IOException {
        if (marked) {
            return;
        }
        if (life == null) {
            life = locks.life(owner).orElseThrow(() -> new IOException("two users of one name"));
        }
        StateDirectory.makePrivate(marks);
        Files.createFile(marks.resolve(owner));
        marked = true;
    }

    /** Removes what dead owners left anywhere beneath a directory. */
    void sweep(Directory top) throws IOException {
        try (HeldLocks lives = new HeldLocks()) {
            Set<String> dead = dead(lives);
            if (!dead.isEmpty()) {
                Leftovers.remove(top, name -> dead.stream().anyMatch(owner -> name.startsWith(prefix(owner))));
                for (String each : dead) {
                    Files.deleteIfExists(marks.resolve(each));
                }
            }
        }
    }

    private Set<String> dead(HeldLocks lives) throws IOException {
        Set<String> dead = new HashSet<>();
        for (String each : owners()) {
            Optional<Closeable> ended = locks.life(each);
            if (ended.isPresent()) {
                lives.add(ended.get());
                dead.add(each);
            }
        }
        return dead;
    }

    private List<String> owners() throws IOException {
        try (Stream<Path> files = Files.list(marks)) {
            return new ArrayList<>(
                    files.map(file -> String.valueOf(file.getFileName())).toList());
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (life != null) {
            Files.deleteIfExists(marks.resolve(owner));
            life.close();
            life = null;
        }
    }
}
