package dev.shadow;

/**
 * What an agent does in a workspace: files, search and commands.
 *
 * <p>Thread-safe.
 */
public interface ToolExecutor extends FileTools, SearchTools, CommandTools {}
