/** Workspaces on this machine. The entry point is {@code LocalBackendProvider}, found by the service loader. */
@NullMarked
package dev.shadow.local;

import org.jspecify.annotations.NullMarked;
