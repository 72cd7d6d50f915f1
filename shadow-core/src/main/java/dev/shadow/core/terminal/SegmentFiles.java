package dev.shadow.core.terminal;

import dev.shadow.terminal.TerminalEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
        List<TerminalEntry> newestFirst = new ArrayList<>();
        long bytes = 0;
        long last = 0;
        long below = Long.MAX_VALUE;
        List<Path> files = list();
        for (int f = files.size() - 1; f >= 0 && newestFirst.size() < limits.entries(); f--) {
            List<SegmentFormat.Content> contents = read(files.get(f));
            for (int i = contents.size() - 1; i >= 0; i--) {
                last = Math.max(last, contents.get(i).last());
                TerminalEntry entry = contents.get(i).entry();
                if (entry == null || entry.sequence() >= below) {
                    continue;
                }
                bytes += entry.bytes().size();
                if (newestFirst.size() == limits.entries() || bytes > limits.bytes()) {
                    Collections.reverse(newestFirst);
                    return new Restored(newestFirst, last);
                }
                newestFirst.add(entry);
                below = entry.sequence();
            }
        }
        Collections.reverse(newestFirst);
        return new Restored(newestFirst, last);
    }

    /** Up to the first record that is torn or damaged. A file that is none of ours, or of a newer format, is left alone. */
    private static List<SegmentFormat.Content> read(Path file) throws IOException {
        List<SegmentFormat.Content> contents = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                return contents;
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes);
            }
            bytes.flip();
            int version = SegmentFormat.version(bytes);
            if (SegmentFormat.canRead(version)) {
                bytes.position(SegmentFormat.FILE_HEADER);
                SegmentFormat.Content content = SegmentFormat.read(bytes, version);
                while (content != null) {
                    contents.add(content);
                    content = SegmentFormat.read(bytes, version);
                }
            }
        }
        return contents;
    }
}
