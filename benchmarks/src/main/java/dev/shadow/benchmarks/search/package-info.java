/** Search in real source code against ripgrep and fd. The entry point is {@link dev.shadow.benchmarks.search.SearchSuite}. */
@NullMarked
package dev.shadow.benchmarks.search;

import org.jspecify.annotations.NullMarked;
