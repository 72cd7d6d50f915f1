package dev.shadow.local;

import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.git.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process that restores one checkpoint after the other until its test kills it. */
final class RestoringProcess {
    private RestoringProcess() {}

    /**
     * Restores, and tells when it has begun.
     *
     * @param arguments the state directory, the workspace's id
     * @throws IOException never by itself
     */
    public static void main(String[] arguments) throws IOException {
        try (Shadow shadow = Shadow.builder()
                        .mode("local")
                        .stateDirectory(Path.of(arguments[0]))
                        .open();
                Workspace workspace = shadow.workspaces().open(arguments[1])) {
            List<Checkpoint> checkpoints = workspace.git().checkpoints();
            System.out.write("ready\n".getBytes(StandardCharsets.US_ASCII));
            System.out.flush();
            for (int i = 0; ; i++) {
                workspace.git().restore(checkpoints.get(i % checkpoints.size()).id());
            }
        }
    }
}
