package dev.shadow.examples;

import dev.shadow.Shadow;
import dev.shadow.ShadowException;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.Credential;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A host that clones, commits, pushes and fails to push with a token, and logs all that there is to log. */
final class CanaryProcess {
    private CanaryProcess() {}

    /**
     * Runs.
     *
     * @param arguments the state directory, the directory for the files, the address; the tokens come on standard input
     * @throws IOException when there are none
     */
    public static void main(String[] arguments) throws IOException {
        BufferedReader tokens = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        String good = tokens.readLine();
        String bad = tokens.readLine();
        String[] current = {good};
        try (Shadow shadow = Shadow.builder()
                .mode("local")
                .stateDirectory(Path.of(arguments[0]))
                .credentials((url, purpose) -> Optional.of(Credential.token(current[0])))
                .open()) {
            WorkspaceSpec spec = WorkspaceSpec.forTask("canary")
                    .repository(arguments[2], "main")
                    .directory(Path.of(arguments[1]));
            try (Workspace workspace = shadow.workspaces().prepare(spec)) {
                workspace.tools().writeFile("a.txt", "1");
                workspace.git().commit(CommitRequest.of("One"));
                System.out.println("pushed: " + workspace.git().push().outcome());
                workspace.tools().writeFile("a.txt", "2");
                workspace.git().commit(CommitRequest.of("Two"));
                current[0] = bad;
                workspace.git().push();
            } catch (ShadowException e) {
                System.out.println("failed: " + e.code() + " " + e.details() + " " + Credential.token(bad));
                e.printStackTrace(System.out);
            }
        }
    }
}
