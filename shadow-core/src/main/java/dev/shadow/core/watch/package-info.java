/** Changes of files, told to any number of subscribers. The entry point is {@link dev.shadow.core.watch.WatchEngine}. */
@NullMarked
package dev.shadow.core.watch;

import org.jspecify.annotations.NullMarked;
