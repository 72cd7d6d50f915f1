/** Workspaces in memory, for tests. The entry point is {@link dev.shadow.mock.MockBackendProvider}. */
@NullMarked
package dev.shadow.mock;

import org.jspecify.annotations.NullMarked;
