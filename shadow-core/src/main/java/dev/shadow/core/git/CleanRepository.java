package dev.shadow.core.git;

import java.io.File;
import java.io.IOException;
import java.util.zip.Deflater;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * Objects and refs of a git directory whose configuration counts for nothing, nor does the user's: whoever runs commands in
 * the workspace can write the one, and the other is not Shadow's business.
 *
 * <p>Thread-safe.
 */
final class CleanRepository extends FileRepository {
    /** Null while the superclass is being built. */
    private final @Nullable FileBasedConfig clean;

    private final ObjectFolders folders;
    private volatile long mostReceived = Long.MAX_VALUE;

    private CleanRepository(FileRepositoryBuilder options, FileBasedConfig clean) throws IOException {
        super(options);
        this.clean = clean;
        this.folders = new ObjectFolders(options.getObjectDirectory());
    }

    static CleanRepository at(File gitDirectory) throws IOException {
        FS files = new QuietFs(gitDirectory);
        FileRepositoryBuilder options = new FileRepositoryBuilder();
        options.setFS(files);
        options.setGitDir(gitDirectory);
        options.setGitCommonDir(gitDirectory);
        options.setObjectDirectory(new File(gitDirectory, "objects"));
        options.setWorkTree(gitDirectory.getParentFile());
        options.setIndexFile(new File(gitDirectory, "index"));
        return new CleanRepository(options, new NoConfig(gitDirectory, files));
    }

    /** From now on a fetch of more bytes fails with {@link dev.shadow.ErrorCode#TOO_LARGE}. */
    void receiveAtMost(long bytes) {
        mostReceived = bytes;
    }

    @Override
    public ObjectInserter newObjectInserter() {
        if (folders.haveChanged()) {
            getObjectDatabase().close(); // forgets what it saw, and looks again when it is asked
        }
        ObjectInserter inserter = folders.watched(super.newObjectInserter());
        return mostReceived == Long.MAX_VALUE ? inserter : new CappedInserter(inserter, mostReceived);
    }

    @Override
    public FileBasedConfig getConfig() {
        return clean == null ? super.getConfig() : clean;
    }

    private static final class NoConfig extends FileBasedConfig {
        NoConfig(File directory, FS files) {
            super(null, new File(directory, "no-config"), files);
            setInt("core", null, "compression", Deflater.BEST_SPEED); // as git does for loose objects
            setInt("pack", null, "compression", Deflater.DEFAULT_COMPRESSION);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
