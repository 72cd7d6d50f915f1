package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.file.Edit;
import dev.shadow.file.EditRequest;
import dev.shadow.file.ReadRequest;
import dev.shadow.file.WriteRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX) // looks at /proc
class OldFilesTest {
    @TempDir
    private Path directory;

    /** The content of a replaced file takes its place on the disk until nobody holds it. */
    @Test
    void nothingOfReplacedFilesIsHeldForLong() throws IOException {
        try (Shadow shadow = Shadow.builder()
                        .mode("local")
                        .stateDirectory(directory.resolve("state"))
                        .open();
                Workspace workspace = shadow.workspaces()
                        .prepare(WorkspaceSpec.forTask("old").directory(directory.resolve("work")))) {
            for (int i = 0; i < 200; i++) {
                workspace.tools().writeFile(WriteRequest.of("small", Bytes.utf8("version " + i + "\n")));
                workspace.tools().writeFile(WriteRequest.of("large", Bytes.utf8("line " + i + "\n".repeat(100_000))));
                workspace.tools().editFile(EditRequest.of("small", Edit.replace("version", "edition")));
            }
            Awaitility.await().until(() -> heldOfReplaced().isEmpty());
            assertThat(workspace.tools().readFile(ReadRequest.of("small")).text())
                    .isEqualTo("edition 199\n");
        }
    }

    private List<String> heldOfReplaced() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .map(OldFilesTest::target)
                    .filter(target -> target.startsWith(directory.toString()) && target.endsWith(" (deleted)"))
                    .toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
