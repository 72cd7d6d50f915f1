package dev.shadow.tools;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.file.FileContent;
import dev.shadow.file.ReadRequest;
import dev.shadow.spi.Check;

/** {@code read_file}: numbered lines of a text file. */
final class ReadFileTool implements Tool {
    private static final Parameter FILE = Parameter.text("target_file", "Path of the file, relative to the workspace.")
            .or("file_path", "path");
    private static final Parameter ENTIRE = Parameter.flag(
            "should_read_entire_file",
            "Read the file from its first line, whatever the line numbers say. Default false.");
    private static final Parameter START =
            Parameter.lineNumber("start_line_one_indexed", "First line to read, counted from 1. Default 1.");
    private static final Parameter END = Parameter.lineNumber(
            "end_line_one_indexed_inclusive", "Last line to read, inclusive. Default: the end of the file.");

    private static final ToolSpec SPEC = ToolSpec.of(
            "read_file",
            "Reads a text file, all of it or a range of lines. Each line of the result begins with its number and a tab,"
                    + " which are not part of the file. A long result is cut, and says with which line to go on.",
            ToolDefinition.Hints.READS,
            FILE,
            ENTIRE,
            START,
            END);

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) {
        boolean entire = arguments.flag(ENTIRE, false);
        long first = entire ? 1 : arguments.lineNumber(START).orElse(1);
        long wanted = entire ? Long.MAX_VALUE : arguments.lineNumber(END).orElse(Long.MAX_VALUE);
        Check.require(
                wanted >= first,
                END.name() + " is " + wanted + ", before " + START.name() + ", which is " + first + "; swap them");
        int budget = context.limits().maxCharacters();
        // No more lines than can be shown are fetched, so that a file of any size can be paged through.
        long mostShown = budget / NumberedLines.PREFIX;
        long last = wanted - first < mostShown ? wanted : first + mostShown;
        FileContent content =
                context.tools().readFile(ReadRequest.of(arguments.text(FILE)).lines(first, last));
        if (content.totalBytes() == 0) {
            return ToolResult.of("(" + content.path() + " is empty)");
        }
        NumberedLines lines = NumberedLines.of(text(content), first, budget);
        return ToolResult.of(lines.text() + notices(content, lines, first, wanted));
    }

    private static String text(FileContent content) {
        try {
            return content.text();
        } catch (ShadowException e) {
            throw new ShadowException(
                    ErrorCode.BINARY_FILE,
                    content.path() + " is not UTF-8 text (" + Texts.count(content.totalBytes(), "byte")
                            + "); look at it with run_terminal_cmd, for example with file, xxd or iconv",
                    e);
        }
    }

    private static String notices(FileContent content, NumberedLines lines, long first, long wanted) {
        StringBuilder notices = new StringBuilder();
        long total = content.totalLines().orElse(lines.last());
        if (lines.isLineCut()) {
            notices.append("[line ")
                    .append(lines.last())
                    .append(" is too long and cut; for the rest use run_terminal_cmd");
            notices.append(" with cut -c]\n");
        }
        if (lines.last() < Math.min(total, wanted)) {
            notices.append(
                    "[lines " + first + "-" + lines.last() + " of " + total + " are shown; to go on call read_file"
                            + " with " + START.name() + "=" + (lines.last() + 1) + "]\n");
        } else if (first > 1 || lines.last() < total) {
            notices.append("[lines " + first + "-" + lines.last() + " of " + total + "]\n");
        }
        if (lines.hasCarriageReturns()) {
            notices.append("[lines of this file end in CRLF, shown without the CR]\n");
        }
        return notices.toString();
    }
}
