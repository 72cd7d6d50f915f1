package dev.shadow.local;

import dev.shadow.Shadow;
import dev.shadow.Subscription;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.file.FileType;
import dev.shadow.tck.WatchLog;
import dev.shadow.watch.WatchRequest;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/** A workspace in a directory that tests change behind its back, and a watch of all of it. */
final class WatchedDirectory implements AutoCloseable {
    final Path root;
    final Workspace workspace;
    final WatchLog log = new WatchLog();
    final Subscription watching;
    private final Shadow shadow;

    WatchedDirectory(Path scratch) {
        root = scratch.resolve("tree");
        shadow = Shadow.builder()
                .mode("local")
                .stateDirectory(scratch.resolve("state"))
                .open();
        workspace = shadow.workspaces().prepare(WorkspaceSpec.forTask("watch").directory(root));
        watching = workspace.watch(WatchRequest.withPresent("."), log);
        var unused = watching.completion().whenComplete((nothing, failure) -> log.ended(failure));
    }

    /** What is on disk, but {@code .git}. */
    Map<String, FileType> onDisk() throws IOException {
        Map<String, FileType> tree = new TreeMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (directory.endsWith(".git")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                tree.put(shown(directory), FileType.DIRECTORY);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                tree.put(shown(file), attributes.isSymbolicLink() ? FileType.SYMBOLIC_LINK : FileType.FILE);
                return FileVisitResult.CONTINUE;
            }
        });
        return tree;
    }

    private String shown(Path path) {
        return path.equals(root) ? "." : root.relativize(path).toString();
    }

    @Override
    public void close() {
        workspace.close();
        shadow.close();
    }
}
