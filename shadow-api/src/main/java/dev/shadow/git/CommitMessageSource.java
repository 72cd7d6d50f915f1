package dev.shadow.git;

import dev.shadow.internal.PlainSummary;

/**
 * Writes the message of a commit from what changed, as a language model does. It runs in the host, also when the workspace is
 * elsewhere.
 *
 * <p>Implementations must be thread-safe.
 */
@FunctionalInterface
public interface CommitMessageSource {
    /**
     * A message for these changes.
     *
     * @param draft what changed
     * @return any text, used as it is; blank for the plain summary instead
     */
    String messageFor(CommitDraft draft);

    /**
     * A source that asks nobody: it names what was added, updated, deleted and renamed.
     *
     * @return the source
     */
    static CommitMessageSource plain() {
        return PlainSummary::of;
    }
}
