package dev.shadow.sidecar;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Which sidecar this is.
 *
 * @param instance lives as long as the state directory
 * @param boot lives as long as this process
 */
record Identity(String instance, String boot) {
    static Identity of(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve("instance");
        try {
            Files.writeString(file, UUID.randomUUID().toString(), java.nio.file.StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            // an earlier start made it
        }
        return new Identity(Files.readString(file).trim(), UUID.randomUUID().toString());
    }
}
