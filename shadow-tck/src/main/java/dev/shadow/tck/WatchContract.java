package dev.shadow.tck;

/** The contract of {@link dev.shadow.Workspace#watch}. */
public interface WatchContract extends WatchChangesContract, WatchResumeContract {}
