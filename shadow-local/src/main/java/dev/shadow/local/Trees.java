package dev.shadow.local;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Making and removing whole directories of Shadow's own. Links are removed and never followed. */
final class Trees {
    private Trees() {}

    /** Makes a directory, or takes one that is empty. A directory in which somebody keeps files is left alone. */
    static void makeEmpty(Path directory) throws IOException {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw notEmpty(directory, "is not a directory");
        }
        if (!Files.exists(directory)) {
            Files.createDirectories(directory);
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            if (children.iterator().hasNext()) {
                throw notEmpty(directory, "holds files that this workspace did not put there");
            }
        }
    }

    private static ShadowException notEmpty(Path directory, String why) {
        return new ShadowException(
                        ErrorCode.DIRECTORY_NOT_EMPTY,
                        directory + " " + why + ", and nothing in it was touched; choose an empty directory, or one"
                                + " that does not exist")
                .with("directory", directory);
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            /** A directory that its owner may not read or change, as package managers leave them. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof AccessDeniedException && makeWritable(file)) {
                    delete(file);
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                makeWritable(visited);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Whether it was not and is now. */
    private static boolean makeWritable(Path directory) throws IOException {
        if (Files.isReadable(directory) && Files.isWritable(directory) && Files.isExecutable(directory)) {
            return false;
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        return true;
    }
}
