package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileStore;
import dev.shadow.git.RemoteUrl;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Done;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The objects of remote repositories, kept so that the next workspace of the same repository need not fetch them. A workspace
 * gets its own names for the files of a mirror (hard links; copies where there are none), so mirrors can be deleted at any
 * time. One that is not as it was left is thrown away.
 *
 * <p>A mirror is found by the address alone, and gives away nothing that the remote does not: when it holds something that does
 * not lead from what the remote has just shown to the caller, it is thrown away and fetched again.
 *
 * <p>Thread-safe, among processes too as far as the locks are.
 */
public final class Mirrors {
    private static final int MOST_PACKS = 50;
    private static final int NAME_BYTES = 16;
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Path directory;
    private final Locks locks;
    private final long mostBytes;

    /**
     * Mirrors in a directory.
     *
     * @param directory out of reach of commands
     * @param locks exclude all who use the same directory, which they make
     * @param mostBytes the most that all of them together may take; the least recently used go first
     */
    public Mirrors(Path directory, Locks locks, long mostBytes) {
        this.directory = directory;
        this.locks = locks;
        this.mostBytes = mostBytes;
    }

    /** Locks by name. */
    public interface Locks {
        /**
         * Runs an action while nobody else runs one under the same name.
         *
         * @param name of the lock
         * @param deadline when to give up waiting
         * @param action what to do
         * @param <R> its result
         * @return its result
         * @throws IOException when the lock cannot be had, or what the action throws
         * @throws InterruptedException when the thread is interrupted while it waits
         */
        <R> R locked(String name, Deadline deadline, FileStore.Action<R> action)
                throws IOException, InterruptedException;
    }

    /** Brings what a mirror lacks. */
    @FunctionalInterface
    interface Fetch {
        void into(CleanRepository mirror) throws IOException, InterruptedException;
    }

    /**
     * Gives a repository all that leads to some objects.
     *
     * @param objects the repository's directory of objects
     * @param shown all that the remote shows to this caller
     * @param wanted of that, what is to be had
     * @param most the most bytes that the repository may get; when the mirror has more it gives nothing
     * @return false when it gave nothing
     */
    boolean give(
            RemoteUrl url,
            Path objects,
            Set<ObjectId> shown,
            Collection<ObjectId> wanted,
            long most,
            Fetch fetch,
            Deadline deadline)
            throws IOException, InterruptedException {
        String name = nameOf(url);
        boolean given = locks.locked(name, deadline, () -> {
            Mirror mirror = new Mirror(directory.resolve(name));
            update(mirror, shown, wanted, fetch, deadline);
            if (mirror.bytes() > most) {
                return false;
            }
            mirror.linkInto(objects);
            mirror.touch();
            return true;
        });
        prune(name);
        return given;
    }

    private static void update(
            Mirror mirror, Set<ObjectId> shown, Collection<ObjectId> wanted, Fetch fetch, Deadline deadline)
            throws IOException, InterruptedException {
        if (!mirror.isAsItWasLeft() || mirror.packs() > MOST_PACKS || !mirror.leadsFrom(shown, deadline)) {
            mirror.discard();
        }
        try (CleanRepository repository = mirror.open()) {
            if (!Trees.hasAll(repository, wanted)) {
                fetch.into(repository);
                mirror.seal();
            }
        }
    }

    private static String nameOf(RemoteUrl url) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(url.value().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    /** What is in use by another process stays for now. */
    private void prune(String current) throws IOException, InterruptedException {
        List<Mirror> all = Mirror.allIn(directory);
        long bytes = 0;
        for (Mirror mirror : all) {
            bytes += mirror.bytes();
        }
        for (Mirror mirror : all) {
            if (bytes > mostBytes && !mirror.name().equals(current)) {
                bytes -= mirror.bytes();
                discard(mirror);
            }
        }
        if (bytes > mostBytes) {
            discard(new Mirror(directory.resolve(current)));
        }
    }

    private void discard(Mirror mirror) throws IOException, InterruptedException {
        try {
            locks.locked(mirror.name(), Deadline.after(PATIENCE), () -> {
                mirror.discard();
                return Done.DONE;
            });
        } catch (ShadowException e) {
            if (!e.code().equals(ErrorCode.DEADLINE_EXCEEDED)) {
                throw e;
            }
        }
    }
}
