/** Reading, writing, editing and listing over a file store. The entry point is {@link dev.shadow.core.file.FileEngine}. */
@NullMarked
package dev.shadow.core.file;

import org.jspecify.annotations.NullMarked;
