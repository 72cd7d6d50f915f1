package dev.shadow.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A temporary directory of one run, taken away at its end unless it shall be kept. Not thread-safe. */
final class Scratch implements AutoCloseable {
    private final Path path;
    private boolean kept;

    private Scratch(Path path, boolean kept) {
        this.path = path;
        this.kept = kept;
    }

    static Scratch in(Path parent, boolean keep) {
        try {
            return new Scratch(Files.createTempDirectory(parent, "shadow-agent-"), keep);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory in " + parent, e);
        }
    }

    Path path() {
        return path;
    }

    boolean isKept() {
        return kept;
    }

    /** Keeps the directory when this is in it. */
    void keepFor(Path precious) {
        kept |= precious.startsWith(path);
    }

    @Override
    public void close() {
        if (!kept) {
            deleteTree(path);
        }
    }

    private static void deleteTree(Path root) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                    if (e != null) {
                        throw e;
                    }
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + root, e);
        }
    }
}
