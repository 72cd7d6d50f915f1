/** Workspaces in memory, for tests. The entry point is {@code MockBackendProvider}. */
@NullMarked
package dev.shadow.mock;

import org.jspecify.annotations.NullMarked;
