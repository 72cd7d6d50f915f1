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
 * @param maxBytes the most text, 0 to 64 MiB; more is cut between files and sets {@link DiffResult#truncated}. With 0 no
 *     text is made at all, and nothing counts as cut
 * @param maxFiles the most files, 1 to 1,000,000; more are left out and set {@link DiffResult#filesTruncated}
 */
public record DiffRequest(Sides sides, List<String> paths, int maxBytes, int maxFiles) {
    /** The limit of the text when none is given: 1 MiB. */
    public static final int DEFAULT_MAX_BYTES = 1 << 20;

    /** The limit of the files when none is given. */
    public static final int DEFAULT_MAX_FILES = 10_000;

    /**
     * Checks the bounds.
     *
     * @param sides the component of that name
     * @param paths the component of that name
     * @param maxBytes the component of that name
     * @param maxFiles the component of that name
     */
    public DiffRequest {
        paths = List.copyOf(paths);
        Check.range("maxBytes", maxBytes, 0, 64 << 20);
        Check.range("maxFiles", maxFiles, 1, 1_000_000);
    }

    /**
     * A comparison of everything.
     *
     * @param sides what with what
     * @return the request
     */
    public static DiffRequest of(Sides sides) {
        return new DiffRequest(sides, List.of(), DEFAULT_MAX_BYTES, DEFAULT_MAX_FILES);
    }

    /**
     * A copy that looks at some paths only.
     *
     * @param files files or directories, relative to the workspace
     * @return the copy
     */
    public DiffRequest paths(String... files) {
        return new DiffRequest(sides, List.of(files), maxBytes, maxFiles);
    }

    /**
     * A copy with another limit of the text.
     *
     * @param bytes 0 to 64 MiB; 0: numbers only
     * @return the copy
     */
    public DiffRequest maxBytes(int bytes) {
        return new DiffRequest(sides, paths, bytes, maxFiles);
    }

    /**
     * A copy with another limit of the files.
     *
     * @param files 1 to 1,000,000
     * @return the copy
     */
    public DiffRequest maxFiles(int files) {
        return new DiffRequest(sides, paths, maxBytes, files);
    }

    /**
     * What is compared with what. Where a merge is unfinished, the index counts with the side that is ours, and its paths
     * show as {@link ChangeKind#CONFLICTED} whether they differ or not.
     */
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
