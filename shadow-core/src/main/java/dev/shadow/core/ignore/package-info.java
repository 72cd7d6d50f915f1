/** What git would ignore, for search and for git alike. The entry point is {@link dev.shadow.core.ignore.IgnoreRules}. */
@NullMarked
package dev.shadow.core.ignore;

import org.jspecify.annotations.NullMarked;
