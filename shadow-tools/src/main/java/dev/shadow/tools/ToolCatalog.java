package dev.shadow.tools;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.Workspace;
import dev.shadow.command.OutputChunk;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The tools of a workspace under the names and parameters that language models know: {@code read_file},
 * {@code write_file}, {@code search_replace}, {@code delete_file}, {@code list_dir}, {@code grep_search},
 * {@code file_search} and {@code run_terminal_cmd}.
 *
 * <p>Arguments are checked and a mistake comes back as text that the model can act on. A call never throws: a failure of the
 * workspace is a result with {@link ToolResult#isError}, its code and its message. Under their other usual names
 * ({@code path} for {@code target_file}, and so on) arguments are taken too, and an {@code explanation}, which models like
 * to add, is ignored.
 *
 * <p>Thread-safe.
 */
public final class ToolCatalog {
    private static final Map<String, Entry> TOOLS = entries(List.of(
            new ReadFileTool(),
            new WriteFileTool(),
            new SearchReplaceTool(),
            new DeleteFileTool(),
            new ListDirTool(),
            new GrepSearchTool(),
            new FileSearchTool(),
            new RunTerminalCmdTool()));

    private static final List<ToolDefinition> DEFINITIONS =
            TOOLS.values().stream().map(Entry::definition).toList();

    private final Workspace workspace;
    private final ToolLimits limits;

    private ToolCatalog(Workspace workspace, ToolLimits limits) {
        this.workspace = workspace;
        this.limits = limits;
    }

    /**
     * The tools of a workspace, with {@link ToolLimits#DEFAULT}.
     *
     * @param workspace where they work; the caller closes it
     * @return the catalogue
     */
    public static ToolCatalog of(Workspace workspace) {
        return of(workspace, ToolLimits.DEFAULT);
    }

    /**
     * The tools of a workspace.
     *
     * @param workspace where they work; the caller closes it
     * @param limits how much a call may return, and how long a command may run
     * @return the catalogue
     */
    public static ToolCatalog of(Workspace workspace, ToolLimits limits) {
        return new ToolCatalog(workspace, limits);
    }

    /**
     * What a model is told of the tools.
     *
     * @return always in the same order
     */
    public List<ToolDefinition> definitions() {
        return DEFINITIONS;
    }

    /**
     * Calls a tool.
     *
     * @param name as the model gave it
     * @param jsonArguments as the model gave them: the text of a JSON object
     * @return the tool's answer, or an error to show to the model; never an exception
     */
    public ToolResult call(String name, String jsonArguments) {
        return call(name, jsonArguments, new ToolContext(workspace, limits, Optional.empty()));
    }

    /**
     * Calls a tool, and shows what a command writes as it comes.
     *
     * @param name as the model gave it
     * @param jsonArguments as the model gave them: the text of a JSON object
     * @param output called for each chunk of the command's merged output, on another thread; all calls have ended when this
     *     method returns
     * @return the tool's answer, or an error to show to the model; never an exception
     */
    public ToolResult call(String name, String jsonArguments, Consumer<OutputChunk> output) {
        return call(name, jsonArguments, new ToolContext(workspace, limits, Optional.of(output)));
    }

    private static ToolResult call(String name, String jsonArguments, ToolContext context) {
        Entry entry = TOOLS.get(name);
        if (entry == null) {
            return ToolResult.error(
                    ErrorCode.INVALID_ARGUMENT,
                    "there is no tool named '" + Texts.excerpt(name) + "'. The tools are: "
                            + String.join(", ", TOOLS.keySet()));
        }
        try {
            return entry.tool().call(entry.reader().read(jsonArguments), context);
        } catch (ShadowException e) {
            return ToolResult.error(e);
        } catch (RuntimeException e) {
            return ToolResult.error(ErrorCode.INTERNAL, name + " failed unexpectedly: " + Texts.excerpt(e.toString()));
        }
    }

    private static Map<String, Entry> entries(List<Tool> tools) {
        Map<String, Entry> byName = new LinkedHashMap<>();
        for (Tool tool : tools) {
            ToolSpec spec = tool.spec();
            byName.put(spec.name(), new Entry(tool, new ArgumentReader(spec), Schemas.definition(spec)));
        }
        return Collections.unmodifiableMap(byName);
    }

    private record Entry(Tool tool, ArgumentReader reader, ToolDefinition definition) {}
}
