/**
 * Workspaces behind a sidecar. {@link dev.shadow.remote.RemoteBackendProvider} is found by {@link java.util.ServiceLoader} as
 * {@code remote}.
 */
@NullMarked
package dev.shadow.remote;

import org.jspecify.annotations.NullMarked;
