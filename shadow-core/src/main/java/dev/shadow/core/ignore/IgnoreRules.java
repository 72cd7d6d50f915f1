package dev.shadow.core.ignore;

import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenFile;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

/**
 * What git would ignore in one directory: its own {@code .gitignore} before those above it, {@code .git/info/exclude} last. A
 * {@code .gitignore} that is a link is not read, as git does not either. Rules
 * are read by JGit, which differs from the git program in two corners: {@code ?} is a character and not a byte, and
 * {@code **} beside other letters of a name does not reach over directories.
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://git-scm.com/docs/gitignore">gitignore(5)</a>
 */
public final class IgnoreRules {
    /** Nothing is ignored. */
    public static final IgnoreRules NONE = new IgnoreRules(null, 0, new IgnoreNode());

    /** The name of the file that holds a directory's own. */
    public static final String FILE = ".gitignore";

    private static final int MOST_BYTES = 4 << 20;

    private final @Nullable IgnoreRules above;
    private final int baseLength;
    private final IgnoreNode rules;

    private IgnoreRules(@Nullable IgnoreRules above, int baseLength, IgnoreNode rules) {
        this.above = above;
        this.baseLength = baseLength;
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
        WorkspacePath exclude = WorkspacePath.parse(".git/info/exclude");
        IgnoreRules rules = isFile(store, exclude) ? new IgnoreRules(NONE, 0, read(store, exclude)) : NONE;
        WorkspacePath each = WorkspacePath.ROOT;
        for (String name : directory.names()) {
            rules = isFile(store, each.child(FILE)) ? rules.plus(store, each) : rules;
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

    private static boolean isFile(FileStore store, WorkspacePath path) throws IOException {
        Optional<FileEntry> found = store.stat(path);
        return found.isPresent() && found.get().type() == FileType.FILE;
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
        return hasOwn ? plus(store, directory) : this;
    }

    /**
     * These and those of a text that stands for the directory's own file.
     *
     * @param directory its path with {@code /}, empty for the root
     * @param text the content of a {@code .gitignore}
     * @return the rules that hold in it
     * @throws IOException never
     */
    public IgnoreRules with(String directory, byte[] text) throws IOException {
        IgnoreNode own = new IgnoreNode();
        own.parse(new ByteArrayInputStream(text));
        return new IgnoreRules(this, directory.isEmpty() ? 0 : directory.length() + 1, own);
    }

    private IgnoreRules plus(FileStore store, WorkspacePath directory) throws IOException {
        int base = directory.isRoot() ? 0 : directory.toString().length() + 1;
        return new IgnoreRules(this, base, read(store, directory.child(FILE)));
    }

    private static IgnoreNode read(FileStore store, WorkspacePath path) throws IOException {
        IgnoreNode rules = new IgnoreNode();
        try (OpenFile file = store.open(path);
                InputStream source = Channels.newInputStream(file.channel())) {
            rules.parse(new ByteArrayInputStream(source.readNBytes(MOST_BYTES)));
        } catch (NoSuchFileException | AccessDeniedException e) {
            return new IgnoreNode();
        }
        return rules;
    }

    /**
     * Whether the rules name this path itself; what lies beneath an ignored directory is the walk's business.
     *
     * @param path in the directory that the rules hold in, with {@code /}
     * @param directory whether it is one
     * @return true when git would ignore it
     */
    public boolean isIgnored(String path, boolean directory) {
        for (IgnoreRules each = this; each != null; each = each.above) {
            Boolean ignored = each.rules.checkIgnored(path.substring(each.baseLength), directory);
            if (ignored != null) {
                return ignored;
            }
        }
        return false;
    }
}
