package dev.shadow.git;

/**
 * A shadow branch.
 *
 * <p>Thread-safe.
 *
 * @param name its short name, {@code shadow/...}
 * @param base the commit that it began at
 * @param resumed whether the remote had it already, so that its commits are here now
 */
public record BranchInfo(String name, String base, boolean resumed) {}
