/**
 * Values of {@link dev.shadow.SearchTools}, its entry point, and the operations behind it.
 */
@NullMarked
package dev.shadow.search;

import org.jspecify.annotations.NullMarked;
