package dev.shadow.core.patch;

import java.util.List;
import java.util.Optional;

/**
 * What a patch does to one file, whatever form it was written in. Thread-safe.
 *
 * @param patchLine where it begins in the patch
 * @param action what is done
 * @param path the file
 * @param newPath its path afterwards; the same unless it moves
 * @param executable the executable bit, when the patch sets it
 * @param ending what the patch knows of the end of the file
 * @param hunks in order
 */
record FilePatch(
        int patchLine,
        Action action,
        String path,
        String newPath,
        Optional<Boolean> executable,
        Ending ending,
        List<Hunk> hunks) {
    enum Action {
        ADD,
        UPDATE,
        /** The file must hold what the hunks remove, and nothing else. */
        DELETE,
        /** Whatever the file holds. */
        DELETE_UNSEEN
    }

    enum Ending {
        /** A last line without a newline is marked so. */
        EXACT,
        /** The form cannot say it: the last line keeps or lacks its newline as it did. */
        AS_IT_WAS
    }

    FilePatch {
        hunks = List.copyOf(hunks);
    }

    int added() {
        return hunks.stream().mapToInt(Hunk::added).sum();
    }

    int removed() {
        return hunks.stream().mapToInt(Hunk::removed).sum();
    }
}
