package dev.shadow.core.git;

import java.nio.file.Path;

/**
 * The {@code git} program at the service of one repository.
 *
 * <p>Thread-safe.
 *
 * @param runner starts it
 * @param home a directory for files of its own, out of reach of commands that run in the workspace; made when it is needed
 * @param fromFiles how many files a tree must have for the program to be asked; smaller ones are done without. 0 for all
 */
public record GitTool(GitRunner runner, Path home, int fromFiles) {
    /** From here on a walk of the tree takes longer than a start of the program; docs/decisions/0021 has the figures. */
    public static final int WORTH_A_PROCESS = 500;
}
