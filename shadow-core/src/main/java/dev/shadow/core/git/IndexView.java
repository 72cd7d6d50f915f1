package dev.shadow.core.git;

import dev.shadow.core.store.FileEntry;
import dev.shadow.git.Conflict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.jspecify.annotations.Nullable;

/** The index by path. A path in conflict has several entries; the first of them stands for it. Thread-safe. */
final class IndexView {
    private final DirCache cache;
    private final Instant trustedBefore;
    private final NavigableMap<String, Integer> notText = new TreeMap<>();
    private final NavigableMap<String, Conflict> conflicts = new TreeMap<>();
    private final BitSet gitlinks = new BitSet();

    IndexView(DirCache cache, Instant trustedBefore) {
        this.cache = cache;
        this.trustedBefore = trustedBefore;
        NavigableMap<String, Integer> stages = new TreeMap<>();
        for (int i = 0; i < cache.getEntryCount(); i++) {
            DirCacheEntry entry = cache.getEntry(i);
            if (entry.getStage() != DirCacheEntry.STAGE_0) {
                stages.merge(IndexEntries.path(entry), 1 << entry.getStage(), (one, other) -> one | other);
            }
            if (FileMode.GITLINK.equals(entry.getRawMode())) {
                gitlinks.set(i);
            }
            if (!isText(entry.getRawPath())) {
                notText.put(IndexEntries.path(entry), i);
            }
        }
        stages.forEach((path, there) -> conflicts.put(path, conflict(there)));
    }

    /** A bit for each stage: 1 is the common ancestor, 2 ours, 3 theirs; see git-ls-files(1). */
    private static Conflict conflict(int stages) {
        return switch (stages) {
            case 0b0010 -> Conflict.BOTH_DELETED;
            case 0b0100 -> Conflict.ADDED_BY_US;
            case 0b0110 -> Conflict.DELETED_BY_THEM;
            case 0b1000 -> Conflict.ADDED_BY_THEM;
            case 0b1010 -> Conflict.DELETED_BY_US;
            case 0b1100 -> Conflict.BOTH_ADDED;
            default -> Conflict.BOTH_MODIFIED;
        };
    }

    static boolean isText(byte[] name) {
        for (byte b : name) {
            if (b < 0) {
                String text = new String(name, StandardCharsets.UTF_8);
                return Arrays.equals(name, text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return true;
    }

    /** Not to be changed. */
    DirCache cache() {
        return cache;
    }

    int size() {
        return cache.getEntryCount();
    }

    DirCacheEntry entry(int position) {
        return cache.getEntry(position);
    }

    /** Whether the entry is the first of its path. */
    boolean isFirst(int position) {
        return position == 0
                || entry(position).getStage() == DirCacheEntry.STAGE_0
                || !Arrays.equals(
                        entry(position).getRawPath(), entry(position - 1).getRawPath());
    }

    /** Where the path is; negative when it is nowhere. */
    int position(String path) {
        int found = cache.findEntry(path);
        return found >= 0 ? found : notText.getOrDefault(path, -1);
    }

    /** The position after the last entry of a path. */
    int end(int position) {
        return cache.nextEntry(position);
    }

    @Nullable DirCacheEntry find(String path) {
        int position = position(path);
        return position < 0 ? null : entry(position);
    }

    /** What a tree of this index would have; of what is in conflict the side that is ours. */
    @Nullable Item item(String path) {
        int position = position(path);
        Item item = null;
        for (int i = position; position >= 0 && item == null && i < end(position); i++) {
            item = item(entry(i));
        }
        return item;
    }

    static @Nullable Item item(DirCacheEntry entry) {
        boolean ours = entry.getStage() == DirCacheEntry.STAGE_0 || entry.getStage() == DirCacheEntry.STAGE_2;
        return ours && !entry.isIntentToAdd() ? new Item(entry.getRawMode(), entry.getObjectId()) : null;
    }

    boolean hasBeneath(String directory) {
        String prefix = directory + "/";
        int next = cache.findEntry(prefix);
        next = next < 0 ? -(next + 1) : next;
        if (next < size() && IndexEntries.path(entry(next)).startsWith(prefix)) {
            return true;
        }
        String odd = notText.ceilingKey(prefix);
        return odd != null && odd.startsWith(prefix);
    }

    /** Every path with its entry, in a new map. */
    NavigableMap<String, DirCacheEntry> byPath() {
        NavigableMap<String, DirCacheEntry> entries = new TreeMap<>();
        for (int i = 0; i < size(); i++) {
            entries.putIfAbsent(IndexEntries.path(entry(i)), entry(i));
        }
        return entries;
    }

    /** What a merge left undecided. */
    NavigableMap<String, Conflict> conflicts() {
        return Collections.unmodifiableNavigableMap(conflicts);
    }

    /** The positions of submodules. Not to be changed. */
    BitSet gitlinks() {
        return gitlinks;
    }

    /** Whether the user told git not to look at the file. */
    static boolean isHidden(DirCacheEntry entry) {
        return entry.isAssumeValid() || entry.isSkipWorkTree();
    }

    /** Whether size and time say that a file holds what the index has, so that it need not be read. */
    boolean vouchesFor(DirCacheEntry entry, FileEntry file, int mode) {
        return entry.getStage() == DirCacheEntry.STAGE_0
                && !entry.isIntentToAdd()
                && !entry.isSmudged()
                && isFile(mode)
                && isFile(entry.getRawMode())
                && entry.getLength() == (int) file.size()
                && entry.getLastModifiedInstant().equals(file.modified().toInstant())
                && entry.getLastModifiedInstant().isBefore(trustedBefore);
    }

    private static boolean isFile(int mode) {
        return (mode & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
    }
}
