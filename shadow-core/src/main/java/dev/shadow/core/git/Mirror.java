package dev.shadow.core.git;

import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * One mirror: a bare repository with a list of the files of its objects. Its refs are named after what they were first fetched
 * as, so that no later fetch makes one forget what is here. Callers hold its lock. Not thread-safe.
 */
final class Mirror {
    /** Where a fetch puts what it brings, each under its id. */
    static final String FETCHED = "refs/fetched/";

    private static final String GONE = ".gone-";

    private final Path directory;

    Mirror(Path directory) {
        this.directory = directory;
    }

    /** The least recently used first. What a killed process was about to delete is deleted. */
    static List<Mirror> allIn(Path parent) throws IOException {
        List<Mirror> mirrors = new ArrayList<>();
        try (Stream<Path> children = Files.list(parent)) {
            for (Path child : children.toList()) {
                Mirror mirror = new Mirror(child);
                if (mirror.name().contains(GONE)) {
                    delete(child);
                } else {
                    mirrors.add(mirror);
                }
            }
        }
        mirrors.sort(Comparator.comparing(Mirror::lastUsed));
        return mirrors;
    }

    private Instant lastUsed() {
        try {
            return Files.getLastModifiedTime(manifest()).toInstant();
        } catch (IOException e) {
            return Instant.MIN;
        }
    }

    String name() {
        return String.valueOf(directory.getFileName());
    }

    private Path manifest() {
        return directory.resolve("manifest");
    }

    private Path packDirectory() {
        return directory.resolve("objects").resolve("pack");
    }

    CleanRepository open() throws IOException {
        CleanRepository repository = CleanRepository.at(directory.toFile());
        if (!Files.isDirectory(directory.resolve("objects"))) {
            Files.createDirectories(directory);
            repository.create(true);
        }
        return repository;
    }

    /** Whether there is nothing here but these objects and what they lead to. */
    boolean leadsFrom(Set<ObjectId> shown, Deadline deadline) throws IOException, InterruptedException {
        try (CleanRepository repository = open();
                RevWalk walk = new RevWalk(repository)) {
            List<ObjectId> doubtful = new ArrayList<>();
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix("refs/")) {
                if (!shown.contains(ref.getObjectId())) {
                    doubtful.add(ref.getObjectId());
                }
            }
            for (ObjectId id : doubtful) {
                if (!(walk.parseAny(id) instanceof RevCommit commit)) {
                    return false;
                }
                walk.markStart(commit);
            }
            for (ObjectId id : doubtful.isEmpty() ? Set.<ObjectId>of() : shown) {
                deadline.check();
                if (repository.getObjectDatabase().has(id) && walk.parseAny(id) instanceof RevCommit commit) {
                    walk.markUninteresting(commit);
                }
            }
            return walk.next() == null;
        } catch (MissingObjectException e) {
            return false;
        }
    }

    /** Packs before their indexes, as a pack counts from when its index is there. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String ending : List.of(".pack", ".idx")) {
            try (Stream<Path> children = Files.list(packDirectory())) {
                children.filter(file -> file.toString().endsWith(ending))
                        .sorted()
                        .forEach(files::add);
            } catch (NoSuchFileException e) {
                return List.of();
            }
        }
        return files;
    }

    long packs() throws IOException {
        return files().size() / 2;
    }

    long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private String listing() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : files()) {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            text.append(file.getFileName())
                    .append(' ')
                    .append(attributes.size())
                    .append(' ')
                    .append(attributes.lastModifiedTime())
                    .append('\n');
        }
        return text.toString();
    }

    /** Remembers the files as they are. */
    void seal() throws IOException {
        Files.writeString(manifest(), listing());
    }

    /** Whether the files are those that were sealed. A command could have written to one by the name that its workspace has. */
    boolean isAsItWasLeft() throws IOException {
        String sealed = Files.exists(manifest()) ? Files.readString(manifest()) : "";
        return sealed.equals(listing());
    }

    void touch() throws IOException {
        Files.setLastModifiedTime(manifest(), FileTime.from(Instant.now()));
    }

    /** Gives another repository the same files. */
    void linkInto(Path objects) throws IOException {
        Path target = Files.createDirectories(objects.resolve("pack"));
        for (Path file : files()) {
            Path link = target.resolve(file.getFileName());
            try {
                Files.createLink(link, file);
            } catch (FileAlreadyExistsException e) {
                // a pack is named after what is in it
            } catch (UnsupportedOperationException | FileSystemException e) { // no hard links here
                copy(file, link);
            }
        }
    }

    private static void copy(Path file, Path to) throws IOException {
        Path draft = to.resolveSibling("tmp_" + UUID.randomUUID());
        Files.copy(file, draft, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes its name away first, so that nobody finds half of it. */
    void discard() throws IOException {
        if (Files.exists(directory)) {
            Path gone = directory.resolveSibling(name() + GONE + UUID.randomUUID());
            Files.move(directory, gone, StandardCopyOption.ATOMIC_MOVE);
            delete(gone);
        }
    }

    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
