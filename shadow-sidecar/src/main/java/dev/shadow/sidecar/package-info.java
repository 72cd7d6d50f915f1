/**
 * The reference sidecar: the workspaces of a backend over HTTP. {@link dev.shadow.sidecar.Sidecar} is one that runs.
 */
@NullMarked
package dev.shadow.sidecar;

import org.jspecify.annotations.NullMarked;
