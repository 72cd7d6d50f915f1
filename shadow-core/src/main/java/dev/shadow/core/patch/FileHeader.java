package dev.shadow.core.patch;

import dev.shadow.ShadowException;
import dev.shadow.core.patch.FilePatch.Action;
import dev.shadow.core.patch.FilePatch.Ending;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the header lines of one file in a unified diff have said so far. Not thread-safe. */
final class FileHeader {
    private final int patchLine;
    private @Nullable String gitOld;
    private @Nullable String gitNew;
    private @Nullable String oldName;
    private @Nullable String newName;
    private @Nullable String renameFrom;
    private @Nullable String renameTo;
    private Optional<Boolean> executable = Optional.empty();
    private boolean adds;
    private boolean deletes;

    FileHeader(int patchLine) {
        this.patchLine = patchLine;
    }

    void gitNames(String first, String second) {
        gitOld = first;
        gitNew = second;
    }

    void names(String first, String second) {
        oldName = first;
        newName = second;
    }

    boolean hasNames() {
        return oldName != null;
    }

    void executable(boolean on) {
        executable = Optional.of(on);
    }

    void adds(boolean asExecutable) {
        adds = true;
        executable(asExecutable);
    }

    void deletes() {
        deletes = true;
    }

    void renamedFrom(String path) {
        renameFrom = path;
    }

    void renamedTo(String path) {
        renameTo = path;
    }

    FilePatch build(List<Hunk> hunks) {
        if (renameFrom != null || renameTo != null) {
            return renamed(hunks);
        }
        String before = oldName != null ? oldName : gitOld;
        String after = newName != null ? newName : gitNew;
        if (before == null || after == null) {
            throw invalid("the two paths of 'diff --git' cannot be told apart; quote them as git does");
        }
        if (before.equals(PatchNames.NOTHING) && after.equals(PatchNames.NOTHING)) {
            throw invalid("one of the two paths names a file");
        }
        if (before.equals(PatchNames.NOTHING) || adds) {
            requireNot(deletes);
            return patch(Action.ADD, plain(after), plain(after), hunks);
        }
        if (after.equals(PatchNames.NOTHING) || deletes) {
            return patch(Action.DELETE, plain(before), plain(before), hunks);
        }
        return updated(before, after, hunks);
    }

    private FilePatch updated(String before, String after, List<Hunk> hunks) {
        boolean prefixed = PatchNames.arePrefixed(before, after);
        String path = prefixed ? before.substring(2) : before;
        String newPath = prefixed ? after.substring(2) : after;
        if (!path.equals(newPath)) {
            throw invalid("the paths '" + PatchLines.shorten(path) + "' and '" + PatchLines.shorten(newPath)
                    + "' differ, and no 'rename from' and 'rename to' lines say that the file moves");
        }
        if (hunks.isEmpty() && executable.isEmpty()) {
            throw invalid("expected a hunk, a mode or a rename after this line");
        }
        return patch(Action.UPDATE, path, path, hunks);
    }

    private FilePatch renamed(List<Hunk> hunks) {
        if (renameFrom == null || renameTo == null) {
            throw invalid("'rename from' and 'rename to' come together");
        }
        requireNot(adds || deletes);
        return patch(Action.UPDATE, renameFrom, renameTo, hunks);
    }

    private FilePatch patch(Action action, String path, String newPath, List<Hunk> hunks) {
        Optional<Boolean> mode = action == Action.DELETE ? Optional.empty() : executable;
        return new FilePatch(patchLine, action, path, newPath, mode, Ending.EXACT, hunks);
    }

    private void requireNot(boolean contradiction) {
        if (contradiction) {
            throw invalid("a file is new, deleted or renamed, and only one of these");
        }
    }

    /** Without the first directory that git adds; where one side is /dev/null, the names of 'diff --git' tell. */
    private String plain(String name) {
        boolean prefixed = (gitOld != null && gitNew != null)
                ? PatchNames.arePrefixed(gitOld, gitNew)
                : PatchNames.isPrefixed(name);
        return prefixed && PatchNames.isPrefixed(name) ? name.substring(2) : name;
    }

    private ShadowException invalid(String why) {
        return PatchLines.invalid(patchLine, why);
    }
}
