package dev.shadow.core.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

/**
 * The gitignore rules that hold in a directory: its own, then those of the directories above it, as gitignore(5) orders
 * them. Thread-safe.
 */
final class IgnoreRules {
    private final @Nullable IgnoreRules above;
    private final IgnoreNode node;
    private final String directory;

    private IgnoreRules(@Nullable IgnoreRules above, IgnoreNode node, String directory) {
        this.above = above;
        this.node = node;
        this.directory = directory;
    }

    /** Rules that hold everywhere, after all others. */
    static IgnoreRules root(byte[] text) throws IOException {
        return new IgnoreRules(null, parse(text), "");
    }

    /** These rules with those of one more directory, whose path ends in a slash or is empty. */
    IgnoreRules in(String path, byte[] text) throws IOException {
        return new IgnoreRules(this, parse(text), path);
    }

    private static IgnoreNode parse(byte[] text) throws IOException {
        IgnoreNode node = new IgnoreNode();
        node.parse(new ByteArrayInputStream(text));
        return node;
    }

    /** Whether a path is ignored, given that the directories above it are not. */
    boolean isIgnored(String path, boolean isDirectory) {
        for (IgnoreRules rules = this; rules != null; rules = rules.above) {
            Boolean ignored = rules.node.checkIgnored(path.substring(rules.directory.length()), isDirectory);
            if (ignored != null) {
                return ignored;
            }
        }
        return false;
    }
}
