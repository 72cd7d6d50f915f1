package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.shadow.FileTools;
import dev.shadow.Shadow;
import dev.shadow.ShadowException;
import dev.shadow.WorkspaceSpec;
import dev.shadow.file.Edit;
import dev.shadow.file.FileStat;
import dev.shadow.file.ListRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operating system refuses is told by name, and the host's paths are not in the message. */
class PermissionTest {
    /** Whoever runs the tests, modes must count for the child: root is let through by these two, see capabilities(7). */
    private static final List<String> WITHOUT_OVERRIDE = List.of(
            "setpriv",
            "--bounding-set=-dac_override,-dac_read_search",
            "--inh-caps=-dac_override,-dac_read_search",
            "--");

    @TempDir
    Path scratch;

    @Test
    void refusalsOfTheOperatingSystemAreToldByName() throws Exception {
        boolean root = System.getProperty("user.name").equals("root");
        Process child = ChildJvm.startUnder(
                root ? WITHOUT_OVERRIDE : List.of(), Child.class, Map.of("AGENT_MODE", ""), scratch.toRealPath());
        String output = ChildJvm.output(child);
        assumeThat(output)
                .as("not run: modes of files do not count for this user (%s)", output)
                .contains("modes count");
        assertThat(output).isEqualTo("""
                modes count
                read: PERMISSION_DENIED
                download: PERMISSION_DENIED
                edit: PERMISSION_DENIED
                read beneath: PERMISSION_DENIED
                list: PERMISSION_DENIED
                stat beneath: PERMISSION_DENIED
                write: PERMISSION_DENIED
                upload: PERMISSION_DENIED
                delete: PERMISSION_DENIED
                move: PERMISSION_DENIED
                mkdir: PERMISSION_DENIED
                patch: PERMISSION_DENIED
                copy: PERMISSION_DENIED
                listed: [closed, ok, read-only, read-only/f, secret]
                kept: f
                """);
    }

    /** Runs in its own process. */
    static final class Child {
        private final Path tree;
        private final FileTools tools;

        private Child(Path tree, FileTools tools) {
            this.tree = tree;
            this.tools = tools;
        }

        public static void main(String[] args) throws IOException {
            Path tree = Files.createDirectory(Path.of(args[0], "tree"));
            try (Shadow shadow = Shadow.builder()
                            .mode("local")
                            .stateDirectory(Path.of(args[0], "state"))
                            .open();
                    var workspace = shadow.workspaces()
                            .prepare(WorkspaceSpec.forTask("denied").directory(tree))) {
                new Child(tree, workspace.tools()).run();
            }
        }

        private void run() throws IOException {
            for (String name : List.of("ok", "secret", "closed/f", "read-only/f")) {
                tools.writeFile(name, name.substring(name.indexOf('/') + 1));
            }
            mode("secret", "---------");
            mode("closed", "---------");
            mode("read-only", "r-xr-xr-x");
            try {
                if (!Files.isReadable(tree.resolve("secret"))) {
                    System.out.println("modes count");
                }
                refusals();
            } finally {
                mode("closed", "rwx------");
                mode("read-only", "rwx------");
            }
        }

        private void mode(String name, String mode) throws IOException {
            Files.setPosixFilePermissions(tree.resolve(name), PosixFilePermissions.fromString(mode));
        }

        private void refusals() {
            tell("read", () -> tools.readFile("secret"));
            tell("download", () -> tools.download("secret", 0));
            tell("edit", () -> tools.editFile("secret", Edit.replace("a", "b")));
            tell("read beneath", () -> tools.readFile("closed/f"));
            tell("list", () -> tools.list("closed"));
            tell("stat beneath", () -> tools.stat("closed/f"));
            tell("write", () -> tools.writeFile("read-only/new", "x"));
            tell("upload", () -> tools.upload("read-only/f", java.io.InputStream.nullInputStream()));
            tell("delete", () -> tools.delete("read-only/f"));
            tell("move", () -> tools.move("read-only/f", "f"));
            tell("mkdir", () -> tools.mkdir("read-only/d"));
            tell("patch", () -> tools.applyPatch("""
                    *** Begin Patch
                    *** Update File: ok
                    -ok
                    +changed
                    *** Update File: read-only/f
                    -f
                    +changed
                    *** End Patch
                    """));
            tell("copy", () -> tools.copy("closed", "copy"));
            List<String> listed = tools.list(ListRequest.of(".").depth(9)).entries().stream()
                    .map(FileStat::path)
                    .toList();
            System.out.println("listed: " + listed);
            System.out.println("kept: " + tools.readFile("read-only/f").text());
        }

        private void tell(String what, Runnable call) {
            try {
                call.run();
                System.out.println(what + ": done");
            } catch (ShadowException e) {
                boolean leaks = e.message().contains(tree.toString());
                System.out.println(what + ": " + e.code() + (leaks ? " with the host's path" : ""));
            }
        }
    }
}
