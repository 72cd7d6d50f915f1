package dev.shadow.tools;

import dev.shadow.search.GrepMatch;
import dev.shadow.search.GrepRequest;
import dev.shadow.search.GrepResult;
import dev.shadow.search.SearchScope;
import dev.shadow.spi.Check;
import java.util.Optional;

/** {@code grep_search}: a regular expression in the contents of files. */
final class GrepSearchTool implements Tool {
    private static final Parameter QUERY = Parameter.text(
                    "query",
                    "The regular expression (Java's dialect) to look for, line by line. Escape special characters to find"
                            + " them as they are.")
            .or("pattern");
    private static final Parameter INCLUDE = Parameter.text(
                    "include_pattern",
                    "Glob of the files to search, such as *.java or src/**. Default: all but hidden files.")
            .optional();
    private static final Parameter EXCLUDE = Parameter.text(
                    "exclude_pattern", "Glob of files to leave out, such as *Test.java or docs/**.")
            .optional();
    private static final Parameter CASE =
            Parameter.flag("case_sensitive", "Whether the case of letters matters. Default true.");

    private static final ToolSpec SPEC = ToolSpec.of(
            "grep_search",
            "Looks for a regular expression in the contents of all files, and shows each matching line as"
                    + " path:line:text. Binary files and what git ignores are left out.",
            ToolDefinition.Hints.READS,
            QUERY,
            INCLUDE,
            EXCLUDE,
            CASE);

    /** A longer line is data or minified code, and its beginning is enough to know it by. */
    private static final int LONGEST_LINE = 500;

    private static final String NARROW = "narrow the search with include_pattern or exclude_pattern, or a longer query";

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) {
        String query = arguments.text(QUERY);
        Check.require(!query.isEmpty(), "query must not be empty; to list files use list_dir or file_search");
        GrepResult result = context.tools()
                .grep(GrepRequest.regex(query).scope(scope(arguments)).ignoreCase(!arguments.flag(CASE, true)));
        return ToolResult.of(result.matches().isEmpty() ? nothing(query, result) : matches(context, result));
    }

    /** Who names a hidden file wants it searched. An empty glob is how some models say that they want none. */
    private static SearchScope scope(Arguments arguments) {
        Optional<String> include = arguments.optionalText(INCLUDE).filter(glob -> !glob.isEmpty());
        Optional<String> exclude = arguments.optionalText(EXCLUDE).filter(glob -> !glob.isEmpty());
        SearchScope scope = SearchScope.EVERYWHERE;
        if (include.isPresent()) {
            String glob = include.get();
            boolean namesHidden = glob.startsWith(".") || glob.contains("/.");
            scope = (namesHidden ? scope.withHidden() : scope).include(glob);
        }
        return exclude.isPresent() ? scope.exclude(exclude.get()) : scope;
    }

    private static String nothing(String query, GrepResult result) {
        String unfinished =
                result.timedOut() ? " The search ran out of time before it had seen all files; " + NARROW + "." : "";
        return "No matches for " + Texts.excerpt(query) + " (" + Texts.count(result.filesSearched(), "file")
                + " searched)." + unfinished;
    }

    private static String matches(ToolContext context, GrepResult result) {
        int budget = context.limits().maxCharacters();
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (GrepMatch match : result.matches()) {
            String line = line(match);
            if (text.length() + line.length() > budget) {
                break;
            }
            text.append(line);
            shown++;
        }
        if (result.timedOut()) {
            text.append("[the search ran out of time, there may be more; " + NARROW + "]\n");
        } else if (result.truncated() || shown < result.matches().size()) {
            text.append("[the first " + shown + " matching lines are shown, there are more; " + NARROW + "]\n");
        } else {
            text.append("[" + Texts.count(shown, "matching line") + "]\n");
        }
        return text.toString();
    }

    private static String line(GrepMatch match) {
        String text = match.text();
        String shown = text.length() <= LONGEST_LINE ? text : Texts.head(text, LONGEST_LINE) + "[... line cut]";
        return match.path() + ":" + match.line() + ":" + shown + "\n";
    }
}
