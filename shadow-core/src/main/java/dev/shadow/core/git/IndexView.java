package dev.shadow.core.git;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;

/** The index by path. Not thread-safe. */
final class IndexView {
    private final NavigableMap<String, DirCacheEntry> entries = new TreeMap<>();
    private final NavigableSet<String> conflicts = new TreeSet<>();
    private final Instant trustedBefore;

    IndexView(GitIndex.State state) {
        trustedBefore = state.trustedBefore();
        DirCache cache = state.entries();
        for (int i = 0; i < cache.getEntryCount(); i++) {
            DirCacheEntry entry = cache.getEntry(i);
            entries.put(IndexEntries.path(entry), entry);
            if (entry.getStage() != DirCacheEntry.STAGE_0) {
                conflicts.add(IndexEntries.path(entry));
            }
        }
    }

    /** Every path, those in conflict with one of their stages. */
    NavigableMap<String, DirCacheEntry> entries() {
        return entries;
    }

    NavigableSet<String> conflicts() {
        return conflicts;
    }

    /** Whether the user told git not to look at the file. */
    static boolean isHidden(DirCacheEntry entry) {
        return entry.isAssumeValid() || entry.isSkipWorkTree();
    }

    /** Whether size and time say that a file holds what the index has, so that it need not be read. */
    boolean isKnown(DirCacheEntry entry, WorkTree.Found found) {
        return entry.getStage() == DirCacheEntry.STAGE_0
                && !entry.isIntentToAdd()
                && !entry.isSmudged()
                && isFile(found.mode())
                && isFile(entry.getRawMode())
                && entry.getLength() == (int) found.entry().size()
                && entry.getLastModifiedInstant()
                        .equals(found.entry().modified().toInstant())
                && entry.getLastModifiedInstant().isBefore(trustedBefore);
    }

    private static boolean isFile(int mode) {
        return (mode & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
    }
}
