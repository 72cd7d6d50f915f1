package dev.shadow.examples;

import dev.shadow.Shadow;
import dev.shadow.ToolExecutor;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import dev.shadow.file.Edit;
import dev.shadow.git.CommitRequest;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sample that README.md quotes: a typo is mended, tested, committed and pushed. */
public final class ReadmeSample {
    private static final Logger log = LoggerFactory.getLogger(ReadmeSample.class);

    private ReadmeSample() {}

    /**
     * Mends a typo in {@code src/App.java}.
     *
     * @param arguments the URL of a repository with that file, a {@code test.sh}, and a branch {@code main}
     */
    public static void main(String[] arguments) {
        mend(arguments[0]);
    }

    static void mend(String url) {
        // tag::readme[]
        try (Shadow shadow = Shadow.open()) {
            WorkspaceSpec task = WorkspaceSpec.forTask("fix-42").repository(url, "main");
            Workspace workspace = shadow.workspaces().prepare(task, progress -> log.info("{}", progress));
            ToolExecutor tools = workspace.tools();
            tools.editFile("src/App.java", Edit.replace("teh", "the"));
            CommandResult test = tools.run(Command.shell("sh test.sh").timeout(Duration.ofMinutes(10)));
            if (test.exit().isSuccess()) {
                workspace.git().commit(CommitRequest.of("Fix typo").coAuthor("Ada", "ada@example.org"));
                workspace.git().push();
            }
        }
        // end::readme[]
    }
}
