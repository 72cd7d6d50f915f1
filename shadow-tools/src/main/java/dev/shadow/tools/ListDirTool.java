package dev.shadow.tools;

import dev.shadow.file.FileStat;
import dev.shadow.file.Listing;

/** {@code list_dir}: a directory's own entries. */
final class ListDirTool implements Tool {
    private static final Parameter DIRECTORY = Parameter.text(
                    "relative_workspace_path",
                    "Path of the directory, relative to the workspace; . is the workspace itself.")
            .or("target_directory", "dir_path", "path");

    private static final ToolSpec SPEC = ToolSpec.of(
            "list_dir",
            "Lists the files and directories in a directory, not those below. Directories end in a slash. What git"
                    + " ignores is left out.",
            ToolDefinition.Hints.READS,
            DIRECTORY);

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) {
        String path = arguments.text(DIRECTORY);
        Listing listing = context.tools().list(path);
        if (listing.entries().isEmpty()) {
            return ToolResult.of("(" + path + " has no entries)");
        }
        int budget = context.limits().maxCharacters();
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (FileStat entry : listing.entries()) {
            String line = line(entry);
            if (text.length() + line.length() > budget) {
                break;
            }
            text.append(line);
            shown++;
        }
        if (listing.truncated() || shown < listing.entries().size()) {
            text.append("[the first " + shown + " entries are shown; for others use file_search, or grep_search with an"
                    + " include_pattern]\n");
        }
        return ToolResult.of(text.toString());
    }

    private static String line(FileStat entry) {
        String suffix = switch (entry.type()) {
            case DIRECTORY -> "/";
            case FILE -> "  (" + Texts.count(entry.size(), "byte") + ")";
            case SYMBOLIC_LINK -> " -> " + entry.linkTarget().orElse("?");
            case OTHER -> "  (not a regular file)";
        };
        return entry.path() + suffix + "\n";
    }
}
