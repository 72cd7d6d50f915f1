/** The stores that a backend brings, and the paths they speak of. The entry points are {@link dev.shadow.core.store.FileStore} and {@link dev.shadow.core.store.ProcessStore}. */
@NullMarked
package dev.shadow.core.store;

import org.jspecify.annotations.NullMarked;
