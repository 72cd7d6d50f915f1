package dev.shadow.core.git;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** What a tree has at a path. Thread-safe. */
record Item(int mode, ObjectId id) {
    private static final int TYPE = 0170000;

    boolean isGitlink() {
        return isType(FileMode.GITLINK.getBits());
    }

    boolean isSymlink() {
        return isType(FileMode.SYMLINK.getBits());
    }

    boolean sameTypeAs(Item other) {
        return isType(other.mode);
    }

    private boolean isType(int otherMode) {
        return (mode & TYPE) == (otherMode & TYPE);
    }

    FileMode fileMode() {
        return FileMode.fromBits(mode);
    }
}
