package dev.shadow.tools;

import dev.shadow.file.WriteResult;

/** {@code write_file}: a whole file. */
final class WriteFileTool implements Tool {
    private static final Parameter FILE = Parameter.text("file_path", "Path of the file, relative to the workspace.")
            .or("target_file", "path");
    private static final Parameter CONTENT = Parameter.text(
                    "content", "The whole new content of the file, to the letter.")
            .or("contents", "file_text");

    private static final ToolSpec SPEC = ToolSpec.of(
            "write_file",
            "Writes a whole file, new or in place of what is there, and makes the directories above it. To change a part"
                    + " of a file use search_replace.",
            new ToolDefinition.Hints(false, true, true),
            FILE,
            CONTENT);

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) {
        WriteResult written = context.tools().writeFile(arguments.text(FILE), arguments.text(CONTENT));
        return ToolResult.of((written.created() ? "Created " : "Replaced the content of ") + written.path() + ": "
                + Texts.count(written.size(), "byte") + ", lines +" + written.linesAdded() + " -"
                + written.linesRemoved() + ".");
    }
}
