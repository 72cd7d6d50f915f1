/** Workspaces on this machine. The entry point is {@code LocalBackendProvider}. */
@NullMarked
package dev.shadow.local;

import org.jspecify.annotations.NullMarked;
