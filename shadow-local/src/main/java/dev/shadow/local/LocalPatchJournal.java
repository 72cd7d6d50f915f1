package dev.shadow.local;

import dev.shadow.core.patch.PatchJournal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A file for each record, in a directory that only the owner may enter. Thread-safe. */
final class LocalPatchJournal implements PatchJournal {
    private static final String SUFFIX = ".journal";

    private final Path directory;

    LocalPatchJournal(Path directory) {
        this.directory = directory;
    }

    /** The content reaches the disk before the name does, and the name before this returns. */
    @Override
    public void keep(String id, byte[] record) throws IOException {
        StateDirectory.makePrivate(directory);
        Path temporary = Files.createTempFile(directory, id, ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(record);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(temporary, file(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        force();
    }

    /** Linux lets a directory be opened for reading and synchronised; see fsync(2). */
    private void force() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<byte[]> read(String id) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file(id)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void remove(String id) throws IOException {
        if (Files.deleteIfExists(file(id))) {
            force();
        }
    }

    @Override
    public List<String> ids() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private Path file(String id) {
        return directory.resolve(id + SUFFIX);
    }
}
