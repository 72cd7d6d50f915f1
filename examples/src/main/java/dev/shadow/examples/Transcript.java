package dev.shadow.examples;

import dev.shadow.Workspace;
import dev.shadow.WorkspaceStatus;
import dev.shadow.git.CommitResult;
import dev.shadow.git.FileChange;
import dev.shadow.git.GitIdentity;
import dev.shadow.git.PushResult;
import dev.shadow.tools.ToolResult;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Tells people what happens, while it happens. */
final class Transcript {
    private static final String INDENT = "    ";
    private static final int SHOWN_LINES = 12;
    private static final int SHOWN_FILES = 50;

    private final PrintStream out;
    private final Style style;

    Transcript(Host host) {
        this.out = host.out();
        this.style = host.style();
    }

    void begin(Job job, String mode) {
        out.println(style.heading("Coding agent") + " at work on " + Lines.printable(job.repository()));
        field("mode", mode);
        field("task", job.task());
        job.branch().ifPresent(branch -> field("from branch", branch));
        out.println();
        out.flush();
    }

    PrepareProgress progress() {
        return new PrepareProgress(out, style);
    }

    CommandOutput commandOutput() {
        return new CommandOutput(out, INDENT + style.quiet("|") + " ");
    }

    void step(int number, int of, PlanStep step) {
        out.println();
        out.println(style.heading("[" + number + "/" + of + "]") + " " + style.tool(Lines.printable(step.tool())) + " "
                + Lines.printable(step.subject()));
        out.flush();
    }

    void result(ToolResult result, CommandOutput output) {
        output.end();
        List<String> lines = result.text().lines().map(Lines::printable).toList();
        if (result.isError()) {
            lines.forEach(line -> out.println(INDENT + style.failure(line)));
        } else if (result.exit().isPresent()) {
            ending(lines, result.isSuccess(), output.isUsed());
        } else {
            excerpt(lines);
        }
        out.flush();
    }

    /** What a command wrote was shown already, so the line that tells how it ended is enough. */
    private void ending(List<String> lines, boolean success, boolean shownAlready) {
        out.println(INDENT + (success ? style.success(lines.get(0)) : style.failure(lines.get(0))));
        if (!shownAlready) {
            excerpt(lines.subList(1, lines.size()));
        }
    }

    private void excerpt(List<String> lines) {
        lines.stream().limit(SHOWN_LINES).forEach(line -> out.println(INDENT + line));
        if (lines.size() > SHOWN_LINES) {
            out.println(INDENT + style.quiet("... " + (lines.size() - SHOWN_LINES) + " more lines"));
        }
    }

    void failed(PlanStep step, int number) {
        out.println();
        out.println(style.failure("Step " + number + " failed") + " (" + step.place() + ").");
        out.println("Stopped there: nothing was committed and nothing was pushed.");
        out.flush();
    }

    void nothingToCommit() {
        out.println();
        out.println("Nothing changed, so nothing was committed and nothing was pushed.");
        out.flush();
    }

    void summary(Job job, Workspace workspace, CommitResult commit, PushResult push) {
        out.println();
        out.println(style.success("Done") + ": committed and pushed");
        field("workspace", workspace.id());
        field(
                "branch",
                push.branch() + " ("
                        + push.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")");
        field(
                "commit",
                push.commit()
                        + commit.commit().map(made -> " " + made.subject()).orElse(""));
        for (GitIdentity coAuthor : job.commit().coAuthors()) {
            field("co-author", coAuthor.toString());
        }
        field("pushed to", job.repository());
        files(commit.changes());
    }

    private void files(List<FileChange> changes) {
        field("files", changes.size() + " changed");
        changes.stream()
                .limit(SHOWN_FILES)
                .forEach(change -> out.println(INDENT + INDENT
                        + change.kind().name().toLowerCase(Locale.ROOT) + " " + Lines.printable(change.path())
                        + (change.binary() ? " (binary)" : " +" + change.linesAdded() + " -" + change.linesRemoved())));
        if (changes.size() > SHOWN_FILES) {
            out.println(INDENT + INDENT + "... " + (changes.size() - SHOWN_FILES) + " more");
        }
    }

    void kept(WorkspaceStatus workspace, Scratch scratch) {
        out.println();
        field("kept in", workspace.location());
        if (scratch.isKept()) {
            field("and in", scratch.path().toString());
        }
    }

    void end(long startedNanos) {
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        field("time", String.format(Locale.ROOT, "%.1f s", seconds));
        out.flush();
    }

    private void field(String name, String value) {
        out.println(INDENT + style.quiet(String.format(Locale.ROOT, "%-12s", name)) + Lines.printable(value));
    }
}
