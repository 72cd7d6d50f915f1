package dev.shadow.examples;

import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.git.CommitRequest;
import dev.shadow.tck.OriginRepository;
import java.nio.file.Path;

/** Repositories with files of a test's own. */
final class Origins {
    private Origins() {}

    /** The fixture with more files on {@code main}: pairs of a path and its content. */
    static OriginRepository with(Path scratch, String... files) {
        OriginRepository origin = OriginRepository.create(scratch);
        try (Shadow shadow = Shadow.builder()
                        .mode("local")
                        .stateDirectory(scratch.resolve("seed-state"))
                        .open();
                Workspace workspace = shadow.workspaces()
                        .prepare(WorkspaceSpec.forTask("seed").repository(origin.url(), "main"))) {
            for (int i = 0; i < files.length; i += 2) {
                workspace.tools().writeFile(files[i], files[i + 1]);
            }
            workspace.git().commit(CommitRequest.of("Add files for the test"));
            String commit = workspace.git().push().commit();
            origin.git("update-ref", "refs/heads/main", commit);
            origin.git("branch", "-D", "shadow/seed");
        }
        return origin;
    }
}
