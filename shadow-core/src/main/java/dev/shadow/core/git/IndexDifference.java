package dev.shadow.core.git;

import java.util.Arrays;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCacheEntry;

/** Compares two indexes by what a tree would have of them. */
final class IndexDifference {
    private IndexDifference() {}

    /**
     * The paths that differ, and those that a tree would not have, such as those in conflict.
     *
     * @param most absent when there are more
     */
    static Optional<NavigableSet<String>> of(IndexView one, IndexView other, int most) {
        NavigableSet<String> paths = new TreeSet<>();
        int i = 0;
        int j = 0;
        while (i < one.size() || j < other.size()) {
            int order = compare(one, i, other, j);
            DirCacheEntry left = order <= 0 ? one.entry(i++) : null;
            DirCacheEntry right = order >= 0 ? other.entry(j++) : null;
            if (left == null) {
                paths.add(IndexEntries.path(Objects.requireNonNull(right)));
            } else if (right == null || !isSame(left, right)) {
                paths.add(IndexEntries.path(left));
            }
            if (paths.size() > most) {
                return Optional.empty();
            }
        }
        return Optional.of(paths);
    }

    /** Names as git sorts them: by their bytes. */
    private static int compare(IndexView one, int i, IndexView other, int j) {
        if (i == one.size()) {
            return 1;
        }
        return j == other.size()
                ? -1
                : Arrays.compareUnsigned(
                        one.entry(i).getRawPath(), other.entry(j).getRawPath());
    }

    private static boolean isSame(DirCacheEntry one, DirCacheEntry other) {
        return IndexView.item(one) != null
                && one.getStage() == other.getStage()
                && !other.isIntentToAdd()
                && one.getRawMode() == other.getRawMode()
                && one.getObjectId().equals(other.getObjectId())
                && IndexView.isHidden(one) == IndexView.isHidden(other);
    }
}
