package dev.shadow.tools;

import dev.shadow.file.Edit;
import dev.shadow.file.EditResult;
import dev.shadow.spi.Check;

/** {@code search_replace}: exact text in place of exact text. */
final class SearchReplaceTool implements Tool {
    private static final Parameter FILE = Parameter.text("file_path", "Path of the file, relative to the workspace.")
            .or("target_file", "path");
    private static final Parameter OLD = Parameter.text(
                    "old_string",
                    "The text to replace, exactly as it is in the file, without line numbers. It must be there exactly"
                            + " once: add lines around it until it is.")
            .or("old_str");
    private static final Parameter NEW =
            Parameter.text("new_string", "The text to put there. May be empty.").or("new_str");
    private static final Parameter ALL = Parameter.flag(
            "replace_all", "Replace every occurrence of old_string, however many there are. Default false.");

    private static final ToolSpec SPEC = ToolSpec.of(
            "search_replace",
            "Replaces text in a file, and shows what changed as a diff. Text is compared and written to the letter, no"
                    + " patterns.",
            new ToolDefinition.Hints(false, true, false),
            FILE,
            OLD,
            NEW,
            ALL);

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) {
        String oldText = arguments.text(OLD);
        String newText = arguments.text(NEW);
        Check.require(!oldText.isEmpty(), "old_string must not be empty; to write a whole file use write_file");
        Check.require(
                !oldText.equals(newText), "old_string and new_string are the same, so there is nothing to replace");
        Edit edit = new Edit(oldText, newText, arguments.flag(ALL, false));
        EditResult result = context.tools().editFile(arguments.text(FILE), edit);
        String diff = Texts.within(
                context.limits().maxCharacters(),
                result.diff(),
                "the change is made in full; use read_file to see more of it");
        return ToolResult.of("Replaced " + Texts.count(result.replacements(), "occurrence") + " in " + result.path()
                + ", lines +" + result.linesAdded() + " -" + result.linesRemoved() + ":\n" + diff);
    }
}
