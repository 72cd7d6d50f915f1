/** A backend of one's own, small enough to read. Its entry point is {@link dev.shadow.examples.backend.FilesOnlyBackendProvider}. */
@NullMarked
package dev.shadow.examples.backend;

import org.jspecify.annotations.NullMarked;
