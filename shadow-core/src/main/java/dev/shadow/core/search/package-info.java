/** Search over a file store: globs, gitignore, grep. The entry point is {@link dev.shadow.core.search.SearchEngine}. */
@NullMarked
package dev.shadow.core.search;

import org.jspecify.annotations.NullMarked;
