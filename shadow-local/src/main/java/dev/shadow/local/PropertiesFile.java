package dev.shadow.local;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** A small map kept in a file, whole or not at all. Thread-safe. */
final class PropertiesFile {
    private final Path path;

    PropertiesFile(Path path) {
        this.path = path;
    }

    Optional<Map<String, String>> read() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new IOException(path + " is damaged: " + e.getMessage(), e);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return Optional.of(values);
    }

    /** The content reaches the disk before the name does, so a crash leaves the old file or the new one. */
    void write(Values values) throws IOException {
        StateDirectory.makePrivate(parent());
        Path temporary = Files.createTempFile(parent(), path.getFileName().toString(), ".tmp");
        try {
            Files.write(temporary, values.encoded());
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private Path parent() {
        Path parent = path.getParent();
        return parent == null ? Path.of(".") : parent;
    }

    @Override
    public String toString() {
        return path.toString();
    }

    /** What to write. Not thread-safe. */
    static final class Values {
        private final Properties properties = new Properties();

        Values put(String key, String value) {
            properties.setProperty(key, value);
            return this;
        }

        private byte[] encoded() throws IOException {
            StringWriter text = new StringWriter();
            properties.store(text, null);
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
