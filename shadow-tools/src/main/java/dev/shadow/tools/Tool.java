package dev.shadow.tools;

/** One tool of the catalogue. Implementations keep no state. */
interface Tool {
    /** How a model sees it; the same at each call. */
    ToolSpec spec();

    /** Does it. Failures of the workspace pass through. */
    ToolResult call(Arguments arguments, ToolContext context);
}
