package dev.shadow.local;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds temporary files and directories in a tree and removes them, by handles and without following links. */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Path GIT = Path.of(".git");

    private Leftovers() {}

    /** What cannot be removed is passed over: commands work in the same tree. */
    static void remove(Directory directory, Predicate<String> isLeftover) throws IOException {
        List<Path> names;
        try (Directory listed = directory.again()) {
            names = listed.names();
        }
        for (Path name : names) {
            try {
                look(directory, name, isLeftover);
            } catch (IOException e) {
                LOG.debug("passed over while looking for temporary files: {}", name, e);
            }
        }
    }

    private static void look(Directory directory, Path name, Predicate<String> isLeftover) throws IOException {
        PosixFileAttributes attributes = directory.attributes(name);
        if (attributes == null) {
            return;
        }
        if (isLeftover.test(name.toString())) {
            delete(directory, name, attributes);
        } else if (attributes.isDirectory() && !name.equals(GIT)) {
            try (Directory child = directory.child(name)) {
                remove(child, isLeftover);
            }
        }
    }

    private static void delete(Directory directory, Path name, PosixFileAttributes attributes) throws IOException {
        if (!attributes.isDirectory()) {
            directory.deleteFile(name);
            return;
        }
        try (Directory child = directory.child(name)) {
            remove(child, any -> true);
        }
        directory.deleteDirectory(name);
    }
}
