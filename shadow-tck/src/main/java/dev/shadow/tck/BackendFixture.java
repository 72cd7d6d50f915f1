package dev.shadow.tck;

import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the contracts need of a backend. To be extended with some of them, such as {@link CommandsContract}, where only these
 * matter; {@link BackendContract} is all of them.
 */
public abstract class BackendFixture implements ContractFixture {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path scratch;

    private @Nullable OriginRepository origin;
    private @Nullable Shadow shadow;
    private @Nullable Workspace workspace;

    /** For subclasses. */
    protected BackendFixture() {}

    /**
     * How the backend is opened.
     *
     * @param directory an empty directory for its state
     * @return a builder with mode and settings
     */
    protected abstract Shadow.Builder backend(Path directory);

    @Override
    public final Path scratch() {
        return scratch;
    }

    @Override
    public final OriginRepository origin() {
        if (origin == null) {
            origin = OriginRepository.create(scratch);
        }
        return origin;
    }

    @Override
    public final Shadow shadow() {
        if (shadow == null) {
            shadow = backend(scratch.resolve("state")).open();
        }
        return shadow;
    }

    @Override
    public final Shadow.Builder another() {
        return backend(scratch.resolve("another"));
    }

    @Override
    public final Workspace workspace() {
        if (workspace == null) {
            workspace = shadow().workspaces()
                    .prepare(WorkspaceSpec.forTask("contract").repository(origin().url(), "main"));
        }
        return workspace;
    }

    @AfterEach
    final void closeAll() {
        if (workspace != null) {
            workspace.close();
        }
        if (shadow != null) {
            shadow.close();
        }
    }
}
