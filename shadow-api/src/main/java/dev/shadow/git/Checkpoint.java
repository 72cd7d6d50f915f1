package dev.shadow.git;

import dev.shadow.Experimental;
import java.time.Instant;

/**
 * A kept state of the work tree.
 *
 * <p>Thread-safe.
 *
 * @param id to restore it by
 * @param name for people
 * @param created when
 */
@Experimental
public record Checkpoint(String id, String name, Instant created) {}
