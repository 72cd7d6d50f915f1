package dev.shadow.tools;

import dev.shadow.search.FindRequest;
import dev.shadow.search.FindResult;
import dev.shadow.spi.Check;

/** {@code file_search}: files by name. */
final class FileSearchTool implements Tool {
    private static final Parameter QUERY = Parameter.text(
                    "query",
                    "Part of the path, in letters that it holds in this order; or a glob such as **/*Test.java when it"
                            + " has * ? [ or {.")
            .or("pattern");

    private static final ToolSpec SPEC = ToolSpec.of(
            "file_search",
            "Finds files by name and shows their paths, best match first. Hidden files and what git ignores are left out.",
            ToolDefinition.Hints.READS,
            QUERY);

    private static final int LIMIT = 200;

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) {
        String query = arguments.text(QUERY);
        Check.require(!query.isEmpty(), "query must not be empty; to see what is there use list_dir");
        boolean glob = query.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
        FindRequest request = glob ? FindRequest.glob(query) : FindRequest.fuzzy(query);
        FindResult found = context.tools().findFiles(request.limit(LIMIT));
        String unfinished = found.timedOut() ? "[the search ran out of time, there may be more]\n" : "";
        if (found.paths().isEmpty()) {
            return ToolResult.of("No files match " + Texts.excerpt(query) + ".\n" + unfinished);
        }
        String paths = String.join("\n", found.paths()) + "\n";
        String more = found.truncated() ? "[there are more; make the query longer]\n" : "";
        return ToolResult.of(
                Texts.within(context.limits().maxCharacters(), paths, "make the query longer") + more + unfinished);
    }
}
