package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shadow.OnLastClose;
import dev.shadow.RepositorySource;
import dev.shadow.WorkspaceStatus;
import dev.shadow.core.workspace.WorkspaceRecord;
import dev.shadow.git.GitIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {
    @TempDir
    private Path directory;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        WorkspaceRecord record = new WorkspaceRecord(
                "a = b\n# naïve ✓ \\",
                "task: 1",
                WorkspaceStatus.State.READY,
                Optional.of(RepositorySource.of("https://example.org/a b.git", "feature/ü")),
                Optional.of(Path.of("/tmp/x y")),
                Optional.of(GitIdentity.of("José O'Neil", "jose@example.org")),
                OnLastClose.KEEP,
                Instant.parse("2026-01-02T03:04:05.678Z"));
        new RecordFile(directory).write(record);
        assertThat(new RecordFile(directory).read()).contains(record);
    }

    @Test
    void anAbsentRecordIsEmpty() throws IOException {
        assertThat(new RecordFile(directory.resolve("none")).read()).isEmpty();
    }

    @Test
    void aRecordOfANewerFormatIsRefusedAndNamed() throws IOException {
        Files.writeString(directory.resolve("meta.properties"), "format=99\n");
        assertThatThrownBy(() -> new RecordFile(directory).read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("99");
    }

    @Test
    void aDamagedRecordIsRefusedAndNamed() throws IOException {
        Files.writeString(directory.resolve("meta.properties"), "format=1\nid=x\n");
        assertThatThrownBy(() -> new RecordFile(directory).read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("meta.properties")
                .hasMessageContaining("taskId");
    }

    @Test
    void noTemporaryFileStaysBehind() throws IOException {
        new RecordFile(directory)
                .write(new WorkspaceRecord(
                        "a",
                        "a",
                        WorkspaceStatus.State.PREPARING,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OnLastClose.END_COMMANDS,
                        Instant.EPOCH));
        try (var files = Files.list(directory)) {
            assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("meta.properties");
        }
    }
}
