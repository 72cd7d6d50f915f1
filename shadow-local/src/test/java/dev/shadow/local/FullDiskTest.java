package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.shadow.FileTools;
import dev.shadow.Shadow;
import dev.shadow.ShadowException;
import dev.shadow.WorkspaceSpec;
import dev.shadow.file.Edit;
import dev.shadow.file.ListRequest;
import dev.shadow.file.WriteRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full is told of, spoils no file, and can be used again when there is room. */
class FullDiskTest {
    @TempDir
    Path scratch;

    @Test
    void aFullTreeRefusesAndKeepsWhatItHas() throws Exception {
        assertThat(onSmallDisk("tree", scratch.resolve("state"))).isEqualTo("""
                write: NO_SPACE
                upload: NO_SPACE
                edit: NO_SPACE
                patch: NO_SPACE
                copy: NO_SPACE
                kept: true
                leftovers: 0
                writes again: true
                """);
    }

    @Test
    void aFullStateDirectoryRefusesPatchesAndNotWrites() throws Exception {
        assertThat(onSmallDisk("state", scratch.resolve("disk/state"))).isEqualTo("""
                write: done
                patch: NO_SPACE
                kept: true
                leftovers: 0
                writes again: true
                """);
    }

    private String onSmallDisk(String which, Path state) throws IOException, InterruptedException {
        Path disk = Files.createDirectory(scratch.resolve("disk"));
        Files.createDirectory(scratch.resolve("tree"));
        Process child = ChildJvm.startUnder(
                List.of(
                        "unshare",
                        "-rm",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=2m tmpfs \"$1\" && echo mounted && shift && exec \"$@\"",
                        "sh",
                        disk.toString()),
                Child.class,
                Map.of("AGENT_MODE", ""),
                which,
                disk,
                which.equals("tree") ? disk.resolve("tree") : scratch.resolve("tree"),
                state);
        String output = ChildJvm.output(child);
        assumeThat(output)
                .as("not run: no tmpfs in a namespace of its own here (%s)", output)
                .startsWith("mounted\n");
        return output.substring("mounted\n".length());
    }

    /** Runs in its own process. */
    static final class Child {
        private static final String OLD = "old text\n".repeat(20_000);
        private static final String LONGER = "longer text\n".repeat(40_000);

        private final FileTools tools;
        private final Path tree;

        private Child(FileTools tools, Path tree) {
            this.tools = tools;
            this.tree = tree;
        }

        public static void main(String[] args) throws IOException {
            Path filler = Path.of(args[1], "filler");
            try (Shadow shadow = Shadow.builder()
                            .mode("local")
                            .stateDirectory(Path.of(args[3]))
                            .open();
                    var workspace = shadow.workspaces()
                            .prepare(WorkspaceSpec.forTask("full").directory(Path.of(args[2])))) {
                Child child = new Child(workspace.tools(), Path.of(args[2]));
                child.tools.writeFile("a", OLD);
                child.tools.writeFile("b", OLD);
                fill(filler);
                if (args[0].equals("tree")) {
                    child.refuseAll();
                } else {
                    child.tell("write", () -> child.tools.writeFile("c", LONGER));
                    child.tell("patch", child::patch);
                }
                System.out.println("kept: " + child.isKept());
                System.out.println("leftovers: " + child.leftovers());
                Files.delete(filler);
                child.tools.writeFile("a", LONGER);
                child.patch();
                System.out.println(
                        "writes again: " + child.tools.readFile("b").text().startsWith("patched\n"));
            }
        }

        private void refuseAll() {
            tell("write", () -> tools.writeFile(WriteRequest.of("a", LONGER).durable(true)));
            tell(
                    "upload",
                    () -> tools.upload(
                            "a", new ByteArrayInputStream(LONGER.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
            tell("edit", () -> tools.editFile("a", Edit.replaceAll("old", "much older")));
            tell("patch", this::patch);
            tell("copy", () -> tools.copy("a", "c"));
        }

        private void patch() {
            tools.applyPatch("""
                    --- /dev/null
                    +++ b/new/file
                    @@ -0,0 +1 @@
                    +new
                    --- a/b
                    +++ b/b
                    @@ -1,2 +1 @@
                    -old text
                    -old text
                    +patched
                    """);
        }

        private boolean isKept() {
            return tools.readFile("a").text().equals(OLD)
                    && tools.readFile("b").text().equals(OLD)
                    && tools.list(ListRequest.of(".").depth(9)).entries().stream()
                            .allMatch(entry -> List.of("a", "b", "c").contains(entry.path()));
        }

        private long leftovers() throws IOException {
            try (Stream<Path> all = Files.walk(tree)) {
                return all.filter(file -> Directory.isTemporary(file.getFileName()))
                        .count();
            }
        }

        private void tell(String what, Runnable call) {
            try {
                call.run();
                System.out.println(what + ": done");
            } catch (ShadowException e) {
                System.out.println(what + ": " + e.code());
            }
        }

        private static void fill(Path filler) throws IOException {
            byte[] block = new byte[4096];
            try (OutputStream out = Files.newOutputStream(filler)) {
                while (true) {
                    out.write(block);
                }
            } catch (IOException full) {
                return;
            }
        }
    }
}
