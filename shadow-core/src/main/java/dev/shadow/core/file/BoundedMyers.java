package dev.shadow.core.file;

import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.MyersDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/**
 * What the histogram diff falls back on where all common lines are frequent ones. Myers' algorithm takes the square of the
 * length there, so long stretches are told as replaced.
 */
final class BoundedMyers extends DiffAlgorithm {
    private static final int MOST_LINES = 10_000;

    @Override
    public <S extends Sequence> EditList diffNonCommon(SequenceComparator<? super S> comparator, S before, S after) {
        if ((long) before.size() + after.size() <= MOST_LINES) {
            return MyersDiff.INSTANCE.diffNonCommon(comparator, before, after);
        }
        EditList whole = new EditList();
        whole.add(new Edit(0, before.size(), 0, after.size()));
        return whole;
    }
}
