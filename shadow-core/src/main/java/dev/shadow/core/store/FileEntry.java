package dev.shadow.core.store;

import dev.shadow.file.FileType;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What a store knows of a name without following it.
 *
 * <p>Thread-safe.
 *
 * @param name the last name of the path, {@code .} for the root
 * @param type what it is
 * @param size in bytes; 0 unless it is a file
 * @param modified last change of the content, as exact as the store has it
 * @param executable whether the owner may execute the file
 * @param linkTarget the text of a link
 * @param key tells this file from any other of the store as long as it exists: device and inode, or an identity
 */
public record FileEntry(
        String name,
        FileType type,
        long size,
        FileTime modified,
        boolean executable,
        Optional<String> linkTarget,
        Object key) {}
