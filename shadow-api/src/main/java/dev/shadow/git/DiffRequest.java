package dev.shadow.git;

import dev.shadow.spi.Check;
import java.util.List;

/**
 * What to compare.
 *
 * <p>Thread-safe.
 *
 * @param sides what with what
 * @param paths files or directories to look at, relative to the workspace; everything when empty
 * @param maxBytes the most text, 1 KiB to 64 MiB; more is cut between files and sets {@link DiffResult#truncated}
 */
public record DiffRequest(Sides sides, List<String> paths, int maxBytes) {
    /** The limit when none is given: 1 MiB. */
    public static final int DEFAULT_MAX_BYTES = 1 << 20;

    /**
     * Checks the bounds.
     *
     * @param sides the component of that name
     * @param paths the component of that name
     * @param maxBytes the component of that name
     */
    public DiffRequest {
        paths = List.copyOf(paths);
        Check.range("maxBytes", maxBytes, 1 << 10, 64 << 20);
    }

    /**
     * A comparison of everything.
     *
     * @param sides what with what
     * @return the request
     */
    public static DiffRequest of(Sides sides) {
        return new DiffRequest(sides, List.of(), DEFAULT_MAX_BYTES);
    }

    /**
     * A copy that looks at some paths only.
     *
     * @param files files or directories, relative to the workspace
     * @return the copy
     */
    public DiffRequest paths(String... files) {
        return new DiffRequest(sides, List.of(files), maxBytes);
    }

    /**
     * A copy with another limit.
     *
     * @param bytes 1 KiB to 64 MiB
     * @return the copy
     */
    public DiffRequest maxBytes(int bytes) {
        return new DiffRequest(sides, paths, bytes);
    }

    /** What is compared with what. */
    public enum Sides {
        /** The work tree, untracked files included, with the last commit. */
        WORK_TREE_TO_HEAD,
        /** The work tree, untracked files not included, with the index. */
        WORK_TREE_TO_INDEX,
        /** The index with the last commit. */
        INDEX_TO_HEAD,
        /** The work tree, untracked files included, with the commit that the shadow branch began at. */
        WORK_TREE_TO_BASE
    }
}
