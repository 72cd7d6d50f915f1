package dev.shadow.core.git;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Tells a lock file of git that a killed process of Shadow left from one that somebody holds: beside the lock there is a file for
 * as long as a process has it or waits for it, which names the process. A lock that has not changed for a while, with the file of a
 * process that is gone, is nobody's. Thread-safe.
 */
final class LockIntents {
    private static final String PREFIX = "shadow-index-";
    private static final long UNCHANGED_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path lock;
    private final Path mine;
    private int holders; // guarded by this
    private String seen = ""; // guarded by this
    private long seenSince; // guarded by this

    LockIntents(Path lock) {
        this.lock = lock;
        this.mine = lock.resolveSibling(PREFIX + Owner.current() + "-" + UUID.randomUUID());
    }

    synchronized void begin() throws IOException {
        if (holders == 0) {
            Files.write(mine, new byte[0]);
        }
        holders++;
    }

    synchronized void end() {
        holders--;
        if (holders == 0) {
            try {
                Files.deleteIfExists(mine);
            } catch (IOException e) {
                // as long as this process lives it says the truth
            }
        }
    }

    /** To be called while the lock cannot be had. Removes it when it is nobody's. */
    synchronized boolean removeAbandoned() throws IOException {
        String now = description();
        if (!now.equals(seen)) {
            seen = now;
            seenSince = System.nanoTime();
            return false;
        }
        List<Path> left = System.nanoTime() - seenSince < UNCHANGED_NANOS ? List.of() : ofTheDead();
        if (left.isEmpty()) {
            return false;
        }
        boolean removed = Files.deleteIfExists(lock);
        for (Path one : left) {
            Files.deleteIfExists(one);
        }
        return removed;
    }

    private String description() throws IOException {
        try {
            BasicFileAttributes file = Files.readAttributes(lock, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return file.fileKey() + " " + file.lastModifiedTime() + " " + file.size();
        } catch (NoSuchFileException e) {
            return "none";
        }
    }

    private List<Path> ofTheDead() throws IOException {
        List<Path> dead = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(lock.resolveSibling("."), PREFIX + "*")) {
            for (Path file : files) {
                String owner = String.valueOf(file.getFileName()).substring(PREFIX.length());
                if (Owner.parse(owner.split("-", 2)[0])
                        .filter(one -> !one.isAlive())
                        .isPresent()) {
                    dead.add(file);
                }
            }
        }
        return dead;
    }
}
