package dev.shadow.tools;

import dev.shadow.CommandHandle;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import dev.shadow.spi.Check;
import java.util.Locale;

/** {@code run_terminal_cmd}: a shell line. */
final class RunTerminalCmdTool implements Tool {
    private static final Parameter COMMAND =
            Parameter.text("command", "The line for /bin/sh. It runs in the workspace and reads no input.");
    private static final Parameter BACKGROUND = Parameter.flag(
            "is_background", "Start the command and do not wait for its end, as for a server. Default false.");

    private static final ToolSpec SPEC = ToolSpec.of(
            "run_terminal_cmd",
            "Runs a shell command in the workspace and shows how it ended and what it wrote, standard output and standard"
                    + " error together. Each call is a new shell. A command that takes too long is ended, and what it"
                    + " wrote until then is shown.",
            new ToolDefinition.Hints(false, true, false),
            COMMAND,
            BACKGROUND);

    /** UTF-8 takes four bytes a character at most, so that many bytes fill the budget. */
    private static final int BYTES_A_CHARACTER = 4;

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) {
        String line = arguments.text(COMMAND);
        Check.require(!line.isBlank(), "command must not be empty");
        int budget = context.limits().maxCharacters();
        Command command = Command.shell(line).withMergedStderr().outputLimit(budget * BYTES_A_CHARACTER);
        return arguments.flag(BACKGROUND, false) ? start(command, context) : run(command, context);
    }

    private static ToolResult run(Command command, ToolContext context) {
        Command bounded = command.timeout(context.limits().commandTimeout());
        CommandResult result = context.output().isPresent()
                ? context.tools().run(bounded, context.output().get())
                : context.tools().run(bounded);
        String output = Texts.headAndTail(result.merged(), context.limits().maxCharacters());
        return ToolResult.of(ending(result) + (output.isEmpty() ? "(no output)" : output), result.exit());
    }

    private static String ending(CommandResult result) {
        Exit exit = result.exit();
        String seconds = String.format(Locale.ROOT, "%.1f s", result.duration().toMillis() / 1000.0);
        if (exit.code().isPresent()) {
            return "Exit code: " + exit.code().getAsInt() + " (after " + seconds + ")\n";
        }
        String then = exit instanceof Exit.TimedOut
                ? ". It was ended with all that it had started. Give it less to do, or start it with is_background=true."
                        + " Its output until then:\n"
                : "\n";
        return "No exit code: the command " + exit.describe() + " (after " + seconds + ")" + then;
    }

    private static ToolResult start(Command command, ToolContext context) {
        CommandHandle handle = context.tools().start(command);
        return ToolResult.of(
                "Started in the background as command " + handle.id() + ". It runs until it ends by itself or"
                        + " the workspace is closed. Its output is kept for the host under this id. To read output yourself,"
                        + " start the command with its output in a file, as in COMMAND > /tmp/NAME.log 2>&1, and look with"
                        + " run_terminal_cmd: tail -n 50 /tmp/NAME.log\n");
    }
}
