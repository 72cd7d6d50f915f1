/** Workspace tools as language models call them. The entry point is {@link dev.shadow.tools.ToolCatalog}. */
@NullMarked
package dev.shadow.tools;

import org.jspecify.annotations.NullMarked;
