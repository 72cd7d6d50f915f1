package dev.shadow.examples.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.Capability;
import dev.shadow.DestroyMode;
import dev.shadow.ErrorCode;
import dev.shadow.Shadow;
import dev.shadow.ShadowException;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Command;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FilesOnlyBackendTest {
    private static final WorkspaceSpec SPEC = WorkspaceSpec.forTask("review");

    private final Shadow shadow = Shadow.builder()
            .mode("files-only")
            .set(FilesOnlyBackendProvider.BASE, "map")
            .stateDirectory(Path.of("target/state"))
            .open();

    @AfterEach
    void close() {
        shadow.close();
    }

    private static ShadowException failure(ErrorCode code, ThrowingCallable call) {
        ShadowException failure = catchThrowableOfType(ShadowException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.code()).isEqualTo(code);
        return failure;
    }

    @Test
    void isFoundByItsServicesLineAndListsItsSetting() {
        assertThat(shadow.mode()).isEqualTo("files-only");
        assertThat(shadow.settings().toString()).contains("shadow.files-only.base = map  [CODE");
        assertThat(shadow.workspaces().health().ok()).isTrue();
    }

    @Test
    void filesPassThroughToTheBase() {
        try (Workspace workspace = shadow.workspaces().prepare(SPEC)) {
            workspace.tools().writeFile("a.txt", "text");
            assertThat(workspace.tools().readFile("a.txt").text()).isEqualTo("text");
        }
        try (Workspace workspace = shadow.workspaces().open("review")) {
            assertThat(workspace.tools().readFile("a.txt").text()).isEqualTo("text");
            failure(ErrorCode.NOT_FOUND, () -> workspace.tools().readFile("b.txt"));
        }
        assertThat(shadow.workspaces().destroy("review", DestroyMode.DISCARD).push())
                .isEmpty();
    }

    @Test
    void everyCommandIsRefusedByName() {
        try (Workspace workspace = shadow.workspaces().prepare(SPEC)) {
            assertThat(workspace.capabilities().has(Capability.FILES)).isTrue();
            assertThat(workspace.capabilities().has(Capability.COMMANDS)).isFalse();
            assertThat(failure(ErrorCode.UNSUPPORTED, () -> workspace.tools().run(Command.of("true")))
                            .details())
                    .containsEntry("capability", "COMMANDS");
            failure(ErrorCode.UNSUPPORTED, () -> workspace.tools().commands());
        }
    }

    @Test
    void setupCommandsAreRefusedBeforeAnythingIsMade() {
        assertThat(failure(ErrorCode.UNSUPPORTED, () -> shadow.workspaces().prepare(SPEC.setup(Command.of("true"))))
                        .message())
                .contains("setup commands");
    }

    @Test
    void aBaseThatIsAbsentIsNamed() {
        Shadow.Builder builder = Shadow.builder().mode("files-only").set(FilesOnlyBackendProvider.BASE, "nope");
        assertThat(failure(ErrorCode.BACKEND_NOT_FOUND, builder::open).message())
                .contains("'nope'", "shadow.files-only.base", "dev.shadow:shadow-nope");
    }
}
