package dev.shadow.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A catalogue over a fake workspace. */
abstract class ToolFixture {
    final FakeBackend fake = new FakeBackend();
    private final Shadow shadow =
            Shadow.builder().backend(new FakeProvider(fake)).open();
    final Workspace workspace = shadow.workspaces().prepare(WorkspaceSpec.forTask("tools"));
    final ToolCatalog catalog = ToolCatalog.of(workspace);
    final ToolCatalog small = ToolCatalog.of(workspace, ToolLimits.DEFAULT.maxCharacters(1_000));

    @AfterEach
    void closeShadow() {
        workspace.close();
        shadow.close();
    }

    void file(String path, String content) {
        fake.files.put(path, Bytes.utf8(content));
    }

    String content(String path) {
        return fake.files.get(path).utf8();
    }

    ToolResult call(String tool, Map<String, ?> arguments) {
        return catalog.call(tool, Json.write(arguments));
    }

    String text(String tool, Map<String, ?> arguments) {
        ToolResult result = call(tool, arguments);
        assertThat(result.isError()).as(result.text()).isFalse();
        return result.text();
    }

    String error(ErrorCode code, String tool, Map<String, ?> arguments) {
        ToolResult result = call(tool, arguments);
        assertThat(result.isError()).as(result.text()).isTrue();
        assertThat(result.errorCode()).contains(code);
        return result.text();
    }
}
