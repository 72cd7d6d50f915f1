package dev.shadow.local;

import dev.shadow.Shadow;
import dev.shadow.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that applies patches until its test kills it. */
final class PatchingProcess {
    static final int FILES = 12;

    private PatchingProcess() {}

    /**
     * Applies patches, each from a state to the next one.
     *
     * @param arguments the state directory, the workspace's id, the first state
     * @throws IOException never by itself
     */
    public static void main(String[] arguments) throws IOException {
        try (Shadow shadow = Shadow.builder()
                        .mode("local")
                        .stateDirectory(Path.of(arguments[0]))
                        .open();
                Workspace workspace = shadow.workspaces().open(arguments[1])) {
            for (int state = Integer.parseInt(arguments[2]); ; state++) {
                workspace.tools().applyPatch(patch(state));
                System.out.write((state + "\n").getBytes(StandardCharsets.US_ASCII));
                System.out.flush();
            }
        }
    }

    /** Every file is changed, one of them moves, one comes with its directory and one goes with its own. */
    static String patch(int state) {
        StringBuilder patch = new StringBuilder("*** Begin Patch\n");
        for (int i = 0; i < FILES; i++) {
            patch.append("*** Update File: d" + i % 3 + "/f" + i + "\n-" + state + "\n+" + (state + 1) + "\n");
        }
        patch.append("*** Update File: moves/" + state + "\n*** Move to: moves/" + (state + 1) + "\n");
        patch.append("*** Delete File: comes" + state + "/f\n");
        patch.append("*** Add File: comes" + (state + 1) + "/f\n+new\n");
        return patch.append("*** End Patch\n").toString();
    }
}
