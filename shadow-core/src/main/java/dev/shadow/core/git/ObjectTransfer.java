package dev.shadow.core.git;

import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevObject;

/** Brings objects from one repository to another. */
final class ObjectTransfer {
    private static final int MOST_LISTINGS = 5;

    /** How files begin that git and JGit write before they give them their names. */
    private static final List<String> TEMPORARY = List.of("tmp_", ".tmp", "insert_", "incoming_", "gc_", "noz");

    private ObjectTransfer() {}

    /** Copies objects and all that they stand on, but for what the target's refs lead to. */
    static void copy(Repository from, Repository to, Collection<? extends AnyObjectId> wanted, Deadline deadline)
            throws IOException, InterruptedException {
        try (ObjectWalk walk = new ObjectWalk(from);
                ObjectInserter inserter = to.newObjectInserter()) {
            for (AnyObjectId each : wanted) {
                walk.markStart(walk.parseAny(each));
            }
            for (Ref ref : to.getRefDatabase().getRefs()) {
                ObjectId known = ref.getObjectId();
                if (known != null && walk.getObjectReader().has(known)) {
                    walk.markUninteresting(walk.parseAny(known));
                }
            }
            for (RevObject commit = walk.next(); commit != null; commit = walk.next()) {
                deadline.check();
                copy(walk, commit, to, inserter);
            }
            for (RevObject object = walk.nextObject(); object != null; object = walk.nextObject()) {
                deadline.check();
                copy(walk, object, to, inserter);
            }
            inserter.flush();
        }
    }

    private static void copy(ObjectWalk walk, RevObject object, Repository to, ObjectInserter inserter)
            throws IOException {
        if (to.getObjectDatabase().has(object)) {
            return;
        }
        ObjectLoader loader = walk.getObjectReader().open(object);
        try (InputStream content = loader.openStream()) {
            inserter.insert(loader.getType(), loader.getSize(), content);
        }
    }

    /**
     * Gives a directory of objects the files of another by hard links, or copies where there can be none. Files that the git
     * program puts in packs meanwhile are found there.
     */
    static void link(Path from, Path to, Deadline deadline) throws IOException, InterruptedException {
        for (int listing = 1; ; listing++) {
            try {
                Files.walkFileTree(from, new Linking(from, to, deadline));
                return;
            } catch (NoSuchFileException e) {
                if (listing == MOST_LISTINGS) {
                    throw e;
                }
                deadline.check();
            }
        }
    }

    private static final class Linking extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;
        private final Deadline deadline;
        private boolean canLink = true;

        Linking(Path from, Path to, Deadline deadline) {
            this.from = from;
            this.to = to;
            this.deadline = deadline;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            Files.createDirectories(target(directory));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (deadline.isPassed()) {
                throw deadline.exceeded();
            }
            if (attributes.isRegularFile() && !isTemporary(file)) {
                take(file, target(file));
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean isTemporary(Path file) {
            String name = String.valueOf(file.getFileName());
            return TEMPORARY.stream().anyMatch(name::startsWith) || name.endsWith(".tmp") || name.endsWith(".lock");
        }

        private Path target(Path file) {
            return to.resolve(from.relativize(file).toString());
        }

        private void take(Path file, Path target) throws IOException {
            try {
                if (canLink && !isText(file)) {
                    Files.createLink(target, file);
                    return;
                }
            } catch (FileAlreadyExistsException e) {
                return;
            } catch (NoSuchFileException e) {
                throw e;
            } catch (FileSystemException | UnsupportedOperationException e) {
                canLink = false; // another file system, or one without links
            }
            if (!Files.exists(target)) {
                Files.copy(file, target);
            }
        }

        /** Lists in {@code info} are written in place. */
        private boolean isText(Path file) {
            return from.resolve("info").equals(file.getParent());
        }
    }
}
