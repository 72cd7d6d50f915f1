package dev.shadow.file;

import dev.shadow.ShadowException;

/**
 * One answer of a batch: the content, or why there is none.
 *
 * <p>Thread-safe.
 */
public sealed interface ReadOutcome {
    /**
     * The path that was asked for.
     *
     * @return relative to the workspace
     */
    String path();

    /**
     * The content.
     *
     * @return the content
     * @throws ShadowException the failure of this one file
     */
    FileContent content();

    /**
     * The file was read.
     *
     * @param content what was read
     */
    record Success(FileContent content) implements ReadOutcome {
        @Override
        public String path() {
            return content.path();
        }
    }

    /**
     * The file was not read.
     *
     * @param path the path that was asked for
     * @param error why
     */
    record Failure(String path, ShadowException error) implements ReadOutcome {
        @Override
        public FileContent content() {
            throw error;
        }
    }
}
