/**
 * The life of a workspace, the same in every backend of this library: prepare, open, close, destroy. The entry point is
 * {@link dev.shadow.core.workspace.ManagedBackend}, and what a backend brings is a
 * {@link dev.shadow.core.workspace.WorkspaceSite}.
 */
@NullMarked
package dev.shadow.core.workspace;

import org.jspecify.annotations.NullMarked;
