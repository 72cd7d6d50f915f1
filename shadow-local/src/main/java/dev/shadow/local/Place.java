package dev.shadow.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk ended: a name in an open directory, or that directory itself. Not thread-safe.
 *
 * @param directory closed with this
 * @param above the names from the root to the directory
 * @param name the last name; null when the walk ended at the directory itself
 * @param attributes what the name is; null when nothing is there
 * @param rest what would follow a name that is not there
 */
record Place(
        Directory directory,
        List<Path> above,
        @Nullable Path name,
        @Nullable PosixFileAttributes attributes,
        List<String> rest)
        implements Closeable {

    boolean isDirectoryItself() {
        return name == null;
    }

    /** The name, whether or not something has it. */
    Path requireName() throws IOException {
        if (name == null || !rest.isEmpty()) {
            throw new NoSuchFileException(String.valueOf(name));
        }
        return name;
    }

    PosixFileAttributes requireAttributes() throws IOException {
        if (name == null) {
            return directory.ownAttributes();
        }
        if (attributes == null) {
            throw new NoSuchFileException(name.toString());
        }
        return Objects.requireNonNull(attributes);
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
