package dev.shadow.git;

import dev.shadow.Experimental;
import java.time.Instant;
import java.util.Optional;

/**
 * A kept state of the work tree.
 *
 * <p>Thread-safe.
 *
 * @param id to restore it by
 * @param name for people
 * @param created when, in whole seconds
 * @param head the commit that HEAD was at; absent before the first
 */
@Experimental
public record Checkpoint(String id, String name, Instant created, Optional<String> head) {}
