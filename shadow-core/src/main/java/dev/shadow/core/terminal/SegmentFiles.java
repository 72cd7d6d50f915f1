package dev.shadow.core.terminal;

import dev.shadow.terminal.TerminalEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The segments in a directory: their names, which sort by what they begin with, their size, and what is in them. */
final class SegmentFiles {
    private static final Pattern NAME = Pattern.compile("\\d{19}-\\d{4}\\.log");

    private final Path directory;

    SegmentFiles(Path directory) {
        this.directory = directory;
    }

    /** What a log holds; {@code last} counts gaps too. */
    record Restored(List<TerminalEntry> entries, long last) {}

    /** For its owner alone. */
    void createDirectory() throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(owner));
        } else {
            Files.createDirectories(directory);
        }
    }

    List<Path> list() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    /** A name that no segment has and that sorts after all of them. */
    Path next(long firstSequence) throws IOException {
        for (int i = 0; i < 10_000; i++) {
            Path file = directory.resolve(String.format(Locale.ROOT, "%019d-%04d.log", firstSequence, i));
            if (Files.notExists(file)) {
                return file;
            }
        }
        throw new IOException("too many segments begin with " + firstSequence);
    }

    /** Removes the oldest until all together have at most so many bytes. */
    void shrink(long bytes) throws IOException {
        long total = 0;
        List<Path> files = list();
        for (int i = files.size() - 1; i >= 0; i--) {
            total += Files.size(files.get(i));
            if (total > bytes) {
                Files.delete(files.get(i));
            }
        }
    }

    /** The newest entries that are sound, as far as they are within the limits, oldest first. */
    Restored read(TerminalLimits limits) throws IOException {
        NewestEntries newest = new NewestEntries(limits);
        List<Path> files = list();
        for (int f = files.size() - 1; f >= 0 && !newest.isFull(); f--) {
            newest.beginOlderSegment();
            try (SegmentReader reader = SegmentReader.open(files.get(f), limits.bytes())) {
                for (SegmentFormat.Content next = reader.next(); next != null; next = reader.next()) {
                    newest.add(next);
                }
            }
        }
        return newest.restored();
    }
}
