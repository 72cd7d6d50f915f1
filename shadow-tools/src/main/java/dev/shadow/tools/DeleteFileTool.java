package dev.shadow.tools;

/** {@code delete_file}: one file, link or empty directory. */
final class DeleteFileTool implements Tool {
    private static final Parameter FILE = Parameter.text(
                    "target_file", "Path of the file or empty directory, relative to the workspace.")
            .or("file_path", "path");

    private static final ToolSpec SPEC = ToolSpec.of(
            "delete_file",
            "Deletes a file, a link (not what it points to) or an empty directory.",
            new ToolDefinition.Hints(false, true, true),
            FILE);

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) {
        String path = arguments.text(FILE);
        context.tools().delete(path);
        return ToolResult.of("Deleted " + path + ".");
    }
}
