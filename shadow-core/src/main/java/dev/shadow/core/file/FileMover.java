package dev.shadow.core.file;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.Failures;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import dev.shadow.file.IfExists;
import dev.shadow.spi.Check;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Done;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/** Moves and copies. Thread-safe. */
final class FileMover {
    private final FileStore store;
    private final Paths paths;
    private final Directories directories;
    private final FileCopier copier;

    FileMover(FileStore store) {
        this.store = store;
        this.paths = new Paths(store);
        this.directories = new Directories(store);
        this.copier = new FileCopier(store);
    }

    private record Route(WorkspacePath from, WorkspacePath to, FileEntry source, boolean replaces) {}

    @FunctionalInterface
    private interface Travel {
        void go(Route route) throws IOException, InterruptedException;
    }

    Done move(String from, String to, IfExists ifExists, Deadline deadline) throws InterruptedException {
        WorkspacePath source = WorkspacePath.parse(from);
        return Failures.translate(
                source + " -> " + to,
                () -> between(paths.name(source), to, ifExists, deadline, "moved", route -> {
                    if (!route.from().equals(route.to())) {
                        store.move(route.from(), route.to(), route.replaces());
                    }
                }));
    }

    Done copy(String from, String to, IfExists ifExists, Deadline deadline) throws InterruptedException {
        WorkspacePath source = WorkspacePath.parse(from);
        Check.require(!source.isRoot(), "the workspace itself cannot be copied into itself; name what to copy");
        return Failures.translate(source + " -> " + to, () -> {
            WorkspacePath name = store.resolve(source.parent()).child(source.name());
            return between(name, to, ifExists, deadline, "copied", route -> {
                if (!route.from().equals(route.to())) {
                    copier.copy(route.from(), route.source(), route.to(), route.replaces(), deadline);
                }
            });
        });
    }

    private Done between(
            WorkspacePath from, String target, IfExists ifExists, Deadline deadline, String verb, Travel travel)
            throws IOException, InterruptedException {
        WorkspacePath to = paths.name(WorkspacePath.parse(target));
        return store.lockedAll(List.of(from, to), deadline, () -> {
            FileEntry source = store.stat(from).orElseThrow(() -> new NoSuchFileException(from.toString()));
            Check.require(
                    source.type() != FileType.DIRECTORY || !to.startsWith(from),
                    "the directory '" + from + "' cannot be " + verb + " into itself, to '" + to + "'");
            Optional<FileEntry> there = store.stat(to);
            if (there.isPresent()) {
                requireReplaceable(source, there.get(), to, ifExists);
            } else {
                directories.make(to.parent());
            }
            travel.go(new Route(from, to, source, there.isPresent()));
            return Done.DONE;
        });
    }

    private static void requireReplaceable(FileEntry source, FileEntry there, WorkspacePath to, IfExists ifExists) {
        String why = ifExists == IfExists.FAIL
                ? "exists already; choose another path, or IfExists.REPLACE"
                : there.type() == FileType.DIRECTORY
                        ? "is a directory, which is never replaced; delete it first or choose a path inside it"
                        : source.type() == FileType.DIRECTORY
                                ? "is a file, which a directory does not replace; delete it first"
                                : "";
        if (!why.isEmpty()) {
            throw new ShadowException(ErrorCode.ALREADY_EXISTS, "'" + to + "' " + why).with("path", to);
        }
    }
}
