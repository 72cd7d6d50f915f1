package dev.shadow.core.git;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Where a work tree is not as its index has it. What is not named here is as in the index. Not thread-safe.
 *
 * @param present files that are or may be other than in the index, untracked ones included
 * @param missing paths of the index without a file
 * @param repositories repositories of their own inside the work tree that the index does not know
 */
record WorkChanges(
        NavigableMap<String, Found> present, NavigableSet<String> missing, NavigableSet<String> repositories) {
    WorkChanges() {
        this(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
    }

    /**
     * One file.
     *
     * @param mode as a tree has it, or {@link #UNKNOWN_MODE}
     * @param differs whether it is known to be other than in the index; else it must be read to tell
     * @param content its blob, when that is known
     */
    record Found(int mode, boolean differs, Optional<ObjectId> content) {
        /** The file must be looked at to tell. */
        static final int UNKNOWN_MODE = 0;

        /** A file that has to be read. */
        static Found unread(int mode) {
            return new Found(mode, false, Optional.empty());
        }

        /** A file that is not as in the index, or not there. */
        static Found other(int mode) {
            return new Found(mode, true, Optional.empty());
        }
    }
}
