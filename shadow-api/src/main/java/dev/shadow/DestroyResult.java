package dev.shadow;

import dev.shadow.git.PushResult;
import java.util.Optional;

/**
 * What {@link WorkspaceManager#destroy} kept of the work.
 *
 * <p>Thread-safe.
 *
 * @param commit the final commit; absent when there was nothing to commit or the work was discarded
 * @param push the final push; absent when the work was discarded
 */
public record DestroyResult(Optional<String> commit, Optional<PushResult> push) {}
