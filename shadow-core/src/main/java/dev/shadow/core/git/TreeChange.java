package dev.shadow.core.git;

import dev.shadow.git.ChangeKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** One path that differs between two trees, in the form that JGit formats. Not thread-safe. */
final class TreeChange {
    private final ChangeKind kind;
    private final String path;
    private final DiffEntry entry;
    private final @Nullable Item before;
    private final @Nullable Item after;

    private TreeChange(ChangeKind kind, String path, DiffEntry entry, @Nullable Item before, @Nullable Item after) {
        this.kind = kind;
        this.path = path;
        this.entry = entry;
        this.before = before;
        this.after = after;
    }

    /** A path that is on at least one side. */
    static TreeChange of(String path, @Nullable Item before, @Nullable Item after) {
        return new TreeChange(kindOf(before, after), path, new Pair(path, before, after), before, after);
    }

    /** A path that a merge left undecided, on both sides, one or none. */
    static TreeChange conflicted(String path, @Nullable Item before, @Nullable Item after) {
        return new TreeChange(ChangeKind.CONFLICTED, path, new Pair(path, before, after), before, after);
    }

    /** What JGit made of an addition and a deletion. */
    static TreeChange of(DiffEntry entry) {
        ChangeKind kind = switch (entry.getChangeType()) {
            case ADD -> ChangeKind.ADDED;
            case DELETE -> ChangeKind.DELETED;
            case MODIFY -> ChangeKind.MODIFIED;
            case RENAME -> ChangeKind.RENAMED;
            case COPY -> ChangeKind.ADDED;
        };
        String path = kind == ChangeKind.DELETED ? entry.getOldPath() : entry.getNewPath();
        return new TreeChange(kind, path, entry, null, null);
    }

    static ChangeKind kindOf(@Nullable Item before, @Nullable Item after) {
        if (before == null) {
            return ChangeKind.ADDED;
        }
        if (after == null) {
            return ChangeKind.DELETED;
        }
        if (before.equals(after)) {
            return ChangeKind.UNCHANGED;
        }
        return before.sameTypeAs(after) ? ChangeKind.MODIFIED : ChangeKind.TYPE_CHANGED;
    }

    ChangeKind kind() {
        return kind;
    }

    DiffEntry entry() {
        return entry;
    }

    /** A change of type is written as a removal and an addition. */
    List<DiffEntry> parts() {
        if (kind == ChangeKind.CONFLICTED && Objects.equals(before, after)) {
            return List.of();
        }
        return before != null && after != null && !before.sameTypeAs(after)
                ? List.of(new Pair(path, before, null), new Pair(path, null, after))
                : List.of(entry);
    }

    String path() {
        return path;
    }

    Optional<String> oldPath() {
        return kind == ChangeKind.RENAMED ? Optional.of(entry.getOldPath()) : Optional.empty();
    }

    private static final class Pair extends DiffEntry {
        Pair(String path, @Nullable Item before, @Nullable Item after) {
            changeType = before == null ? ChangeType.ADD : after == null ? ChangeType.DELETE : ChangeType.MODIFY;
            oldPath = before == null ? DEV_NULL : path;
            newPath = after == null ? DEV_NULL : path;
            oldMode = before == null ? FileMode.MISSING : before.fileMode();
            newMode = after == null ? FileMode.MISSING : after.fileMode();
            oldId = id(before);
            newId = id(after);
        }

        private static AbbreviatedObjectId id(@Nullable Item item) {
            return AbbreviatedObjectId.fromObjectId(item == null ? ObjectId.zeroId() : item.id());
        }
    }
}
