/** Patches over many files, read, tried on the files, and applied all or nothing. The entry point is {@link dev.shadow.core.patch.PatchEngine}. */
@NullMarked
package dev.shadow.core.patch;

import org.jspecify.annotations.NullMarked;
