package dev.shadow.local;

import dev.shadow.core.store.WorkspacePath;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A directory with a store over it. */
final class TestTree {
    final Path root;
    final Path lockFile;
    final LocalFileStore store;

    TestTree(Path scratch) throws IOException {
        this.root = Files.createDirectory(scratch.resolve("root"));
        this.lockFile = scratch.resolve("lock");
        this.store = new LocalFileStore(root, lockFile);
    }

    static WorkspacePath path(String text) {
        return WorkspacePath.parse(text);
    }

    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }

    void write(String path, String text) throws IOException {
        store.replace(path(path), Optional.empty(), false, target -> target.write(bytes(text)));
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    String read(String path) throws IOException {
        try (var file = store.open(path(path));
                var stream = java.nio.channels.Channels.newInputStream(file.channel())) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
