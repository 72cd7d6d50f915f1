package dev.shadow.mock;

import dev.shadow.core.store.FileEntry;
import dev.shadow.file.FileType;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** What a name of the tree in memory stands for. Guarded by the store that holds it, but for what is final. */
abstract sealed class Node {
    private static final AtomicLong lastId = new AtomicLong();

    private final long id = lastId.incrementAndGet();
    private final FileTime modified = FileTime.from(Instant.now());

    abstract FileEntry entry(String name);

    final FileEntry entry(String name, FileType type, long size, boolean executable, Optional<String> target) {
        return new FileEntry(name, type, size, modified, executable, target, id);
    }

    /** A directory. Not thread-safe. */
    static final class Folder extends Node {
        /** In the order of their names. */
        final Map<String, Node> children = new TreeMap<>();

        @Override
        FileEntry entry(String name) {
            return entry(name, FileType.DIRECTORY, 0, true, Optional.empty());
        }
    }

    /** A file; another content is another node. Thread-safe. */
    static final class Plain extends Node {
        final byte[] content;
        final boolean executable;

        Plain(byte[] content, boolean executable) {
            this.content = content;
            this.executable = executable;
        }

        @Override
        FileEntry entry(String name) {
            return entry(name, FileType.FILE, content.length, executable, Optional.empty());
        }
    }

    /** A symbolic link. Thread-safe. */
    static final class Link extends Node {
        final String target;

        Link(String target) {
            this.target = target;
        }

        @Override
        FileEntry entry(String name) {
            return entry(name, FileType.SYMBOLIC_LINK, 0, true, Optional.of(target));
        }
    }
}
