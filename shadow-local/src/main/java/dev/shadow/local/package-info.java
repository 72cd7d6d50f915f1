/** Workspaces on this machine. The entry point is {@link dev.shadow.local.LocalBackendProvider}. */
@NullMarked
package dev.shadow.local;

import org.jspecify.annotations.NullMarked;
