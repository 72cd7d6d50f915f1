package dev.shadow.core.ignore;

import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenFile;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What git would ignore in one directory: its own {@code .gitignore} before those above it, {@code .git/info/exclude} last. A
 * {@code .gitignore} that is a link is not read, as git does not either, and of a file the first 4 MiB are.
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://git-scm.com/docs/gitignore">gitignore(5)</a>
 */
public final class IgnoreRules {
    /** Nothing is ignored. */
    public static final IgnoreRules NONE = new IgnoreRules(null, "", RuleFile.EMPTY);

    /** The name of the files that rules are in. */
    public static final String FILE = ".gitignore";

    private static final int MOST_BYTES = 4 << 20;

    private final @Nullable IgnoreRules above;
    private final String base;
    private final RuleFile rules;

    private IgnoreRules(@Nullable IgnoreRules above, String base, RuleFile rules) {
        this.above = above;
        this.base = base;
        this.rules = rules;
    }

    /**
     * Those that hold in a directory without its own.
     *
     * @param store the files
     * @param directory a path without links
     * @return the rules of {@code .git/info/exclude} and of the directories above
     * @throws IOException when they cannot be read
     */
    public static IgnoreRules above(FileStore store, WorkspacePath directory) throws IOException {
        IgnoreRules rules = NONE.plus(store, "", WorkspacePath.parse(".git/info/exclude"));
        WorkspacePath each = WorkspacePath.ROOT;
        for (String name : directory.names()) {
            rules = rules.plus(store, prefix(each), each.child(FILE));
            each = each.child(name);
        }
        return rules;
    }

    /**
     * Whether a path, or a directory above it, is ignored.
     *
     * @param store the files
     * @param path a path without links
     * @param directory whether it is one
     * @return true when git would not look at it
     * @throws IOException when rules cannot be read
     */
    public static boolean isIgnored(FileStore store, WorkspacePath path, boolean directory) throws IOException {
        WorkspacePath each = WorkspacePath.ROOT;
        for (String name : path.names()) {
            each = each.child(name);
            if (above(store, each).isIgnored(each.toString(), directory || !each.equals(path))) {
                return true;
            }
        }
        return false;
    }

    private static String prefix(WorkspacePath directory) {
        return directory.isRoot() ? "" : directory + "/";
    }

    /**
     * These and those of the directory's own file.
     *
     * @param store the files
     * @param directory a path without links
     * @param entries what is in the directory
     * @return the rules that hold in it
     * @throws IOException when its file cannot be read
     */
    public IgnoreRules with(FileStore store, WorkspacePath directory, List<FileEntry> entries) throws IOException {
        boolean hasOwn = entries.stream().anyMatch(e -> e.name().equals(FILE) && e.type() == FileType.FILE);
        return hasOwn ? plus(store, prefix(directory), directory.child(FILE)) : this;
    }

    /**
     * These and those of a text that stands for the directory's own file.
     *
     * @param directory its path with {@code /}, empty for the root
     * @param text the content of a {@code .gitignore}
     * @return the rules that hold in it
     */
    public IgnoreRules with(String directory, byte[] text) {
        return plus(directory.isEmpty() ? "" : directory + "/", RuleFile.parse(text));
    }

    private IgnoreRules plus(FileStore store, String prefix, WorkspacePath path) throws IOException {
        Optional<FileEntry> found = store.stat(path);
        if (found.isEmpty() || found.get().type() != FileType.FILE) {
            return this;
        }
        try (OpenFile file = store.open(path)) {
            return plus(prefix, file.channel());
        } catch (NoSuchFileException | AccessDeniedException e) {
            return this;
        }
    }

    /**
     * These and those of a file.
     *
     * @param prefix the path of its directory with a slash at its end; empty for the root
     * @param file at its beginning; left open
     * @return the rules that hold in that directory
     * @throws IOException when it cannot be read
     */
    public IgnoreRules plus(String prefix, ReadableByteChannel file) throws IOException {
        InputStream content = Channels.newInputStream(file);
        return plus(prefix, RuleFile.parse(content.readNBytes(MOST_BYTES)));
    }

    private IgnoreRules plus(String prefix, RuleFile own) {
        return own == RuleFile.EMPTY ? this : new IgnoreRules(this, ByteText.of(prefix), own);
    }

    /**
     * Whether the rules name this path itself; what lies beneath an ignored directory is the walk's business.
     *
     * @param path in the directory that the rules hold in, with {@code /}
     * @param directory whether it is one
     * @return true when git would ignore it
     */
    public boolean isIgnored(String path, boolean directory) {
        int nameFrom = path.lastIndexOf('/') + 1;
        return isIgnored(path.substring(0, nameFrom), path.substring(nameFrom), directory);
    }

    /**
     * Whether the rules name this path itself.
     *
     * @param prefix the path of the directory that the rules hold in, with a slash at its end; empty for the root
     * @param name in that directory
     * @param directory whether it is one
     * @return true when git would ignore it
     */
    public boolean isIgnored(String prefix, String name, boolean directory) {
        String bytes = this == NONE ? name : ByteText.of(name);
        String path = "";
        for (IgnoreRules each = this; each.above != null; each = each.above) {
            if (each.rules.needsPath() && path.isEmpty()) {
                path = ByteText.of(prefix) + bytes;
            }
            String fromBase = path.isEmpty() ? path : path.substring(each.base.length());
            switch (each.rules.judge(bytes, fromBase, directory)) {
                case IGNORED -> {
                    return true;
                }
                case SEEN -> {
                    return false;
                }
                case NOTHING -> {}
            }
        }
        return false;
    }
}
