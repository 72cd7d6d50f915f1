/**
 * Values of {@link dev.shadow.FileTools}, its entry point, and the operations behind it.
 */
@NullMarked
package dev.shadow.file;

import org.jspecify.annotations.NullMarked;
