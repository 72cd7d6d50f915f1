package dev.shadow.core.file;

import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenFile;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Copies files, links and directory trees. A tree grows under a temporary name and appears when it is whole. Thread-safe. */
final class FileCopier {
    private final FileStore store;
    private final Tree tree;

    FileCopier(FileStore store) {
        this.store = store;
        this.tree = new Tree(store);
    }

    void copy(WorkspacePath from, FileEntry source, WorkspacePath to, boolean replace, Deadline deadline)
            throws IOException, InterruptedException {
        if (source.type() == FileType.DIRECTORY) {
            tree.requireWritable(from, deadline);
            staged(to, false, deadline, staging -> tree.walk(from, new Copy(from, staging, deadline), deadline));
        } else if (source.type() == FileType.SYMBOLIC_LINK) {
            staged(to, replace, deadline, staging -> store.createLink(staging, target(source)));
        } else {
            copyFile(from, source, to, !replace, deadline);
        }
    }

    private static String target(FileEntry link) {
        return link.linkTarget().orElseThrow();
    }

    private void copyFile(
            WorkspacePath from, FileEntry source, WorkspacePath to, boolean onlyIfAbsent, Deadline deadline)
            throws IOException {
        if (source.type() != FileType.FILE) {
            throw Tree.notCopyable(from);
        }
        try (OpenFile file = store.open(from)) {
            store.replace(
                    to,
                    Optional.of(source.executable()),
                    onlyIfAbsent,
                    channel -> Interruption.checked(() ->
                            Chunks.forEach(file.channel(), deadline, (data, offset, size) -> {
                                ByteBuffer rest = ByteBuffer.wrap(data, offset, size);
                                while (rest.hasRemaining()) {
                                    channel.write(rest);
                                }
                            })));
        }
    }

    @FunctionalInterface
    private interface Filling {
        void fill(WorkspacePath staging) throws IOException, InterruptedException;
    }

    private void staged(WorkspacePath to, boolean replace, Deadline deadline, Filling filling)
            throws IOException, InterruptedException {
        WorkspacePath staging = to.parent().child(store.temporaryName());
        boolean done = false;
        try {
            filling.fill(staging);
            deadline.check();
            store.move(staging, to, replace);
            done = true;
        } finally {
            if (!done) {
                discard(staging);
            }
        }
    }

    /** Also for a caller whose time is up or who was interrupted: what was begun does not stay. */
    private void discard(WorkspacePath staging) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            Optional<FileEntry> left = store.stat(staging);
            if (left.isPresent() && left.get().type() == FileType.DIRECTORY) {
                Interruption.checked(() -> tree.delete(staging, Deadline.after(java.time.Duration.ofSeconds(30))));
            } else if (left.isPresent()) {
                store.delete(staging);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Not thread-safe. */
    private final class Copy implements Tree.Visitor {
        private final WorkspacePath from;
        private final WorkspacePath to;
        private final Deadline deadline;

        Copy(WorkspacePath from, WorkspacePath to, Deadline deadline) {
            this.from = from;
            this.to = to;
            this.deadline = deadline;
        }

        private WorkspacePath counterpart(WorkspacePath path) {
            List<String> beneath = new ArrayList<>(
                    path.names().subList(from.names().size(), path.names().size()));
            WorkspacePath counterpart = to;
            for (String name : beneath) {
                counterpart = counterpart.child(name);
            }
            return counterpart;
        }

        @Override
        public void enter(WorkspacePath directory) throws IOException {
            store.createDirectory(counterpart(directory));
        }

        @Override
        public void visit(WorkspacePath path, FileEntry entry) throws IOException {
            if (entry.type() == FileType.SYMBOLIC_LINK) {
                store.createLink(counterpart(path), target(entry));
            } else {
                copyFile(path, entry, counterpart(path), true, deadline);
            }
        }

        @Override
        public void leave(WorkspacePath directory) {}
    }
}
