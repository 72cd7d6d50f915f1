package dev.shadow.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The root of a workspace, kept open, as each walk begins there and opening a directory takes five system calls. Should
 * another directory stand in its place, that one is opened; walks under way end in the one that they began in.
 *
 * <p>Thread-safe.
 */
final class OpenRoot implements Closeable {
    private final Path path;
    private final List<Directory> opened = new ArrayList<>(); // guarded by this
    private volatile @Nullable Held held; // null once closed

    private record Held(Directory directory, Object key) {}

    /** The path is trusted. */
    OpenRoot(Path path) throws IOException {
        this.path = path;
        open();
    }

    Path path() {
        return path;
    }

    /** To be closed like any other; only closing this frees the handle. Its names can not be asked for. */
    Directory directory() throws IOException {
        Held now = requireOpen();
        return (key().equals(now.key) ? now : open()).directory.borrowed();
    }

    private Held requireOpen() {
        Held now = held;
        if (now == null) {
            throw new ClosedFileSystemException();
        }
        return now;
    }

    private synchronized Held open() throws IOException {
        Held now = held;
        if (now == null && !opened.isEmpty()) {
            throw new ClosedFileSystemException();
        }
        Directory directory = Directory.trusted(path);
        opened.add(directory);
        Held fresh = new Held(directory, key());
        held = fresh;
        return fresh;
    }

    private Object key() throws IOException {
        return Objects.requireNonNull(
                Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    }

    @Override
    public synchronized void close() throws IOException {
        held = null;
        for (Directory directory : opened) {
            directory.close();
        }
    }
}
