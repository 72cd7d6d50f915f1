package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Capability;
import dev.shadow.Shadow;
import dev.shadow.ShadowException;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Command;
import dev.shadow.command.Sandbox;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not installed is refused by its name, and nothing runs in its place. */
class MissingPartsTest {
    @TempDir
    Path scratch;

    @Test
    void aTerminalWithoutPty4jIsRefused() throws Exception {
        assertThat(refusals(jar -> jar.contains("pty4j"), Map.of()))
                .contains("PTY UNSUPPORTED", "add the artifact org.jetbrains.pty4j:pty4j", "leave Command.pty out");
    }

    @Test
    void aTerminalWithoutJnaIsRefused() throws Exception {
        assertThat(refusals(jar -> jar.contains("pty4j") || jar.contains("jna"), Map.of()))
                .contains("PTY UNSUPPORTED", "org.jetbrains.pty4j:pty4j");
    }

    @Test
    void aSandboxWithoutBubblewrapIsRefused() throws Exception {
        assertThat(refusals(jar -> false, Map.of("PATH", scratch.toString())))
                .contains(
                        "SANDBOX UNSUPPORTED",
                        "no bwrap on the PATH",
                        "install bubblewrap",
                        "leave Command.sandbox out");
    }

    @Test
    void aSandboxThatCannotBeMadeIsRefused() throws Exception {
        Path refusing = Files.createDirectory(scratch.resolve("bin")).resolve("bwrap");
        Files.writeString(refusing, "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n");
        Files.setPosixFilePermissions(refusing, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(refusals(jar -> false, Map.of("PATH", refusing.getParent().toString())))
                .contains("SANDBOX UNSUPPORTED", "user namespaces", "No permissions to create new namespace");
    }

    private String refusals(Predicate<String> missing, Map<String, String> environment) throws Exception {
        String classPath = String.join(
                File.pathSeparator,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !missing.test(new File(entry).getName()))
                        .toList());
        Process child = ChildJvm.start(classPath, Child.class, environment, scratch.resolve("state"));
        return ChildJvm.output(child);
    }

    /** Asks for a terminal and for a sandbox, and prints what it is told. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws IOException {
            try (Shadow shadow = Shadow.builder()
                            .mode("local")
                            .stateDirectory(Path.of(args[0]))
                            .open();
                    Workspace workspace = shadow.workspaces().prepare(WorkspaceSpec.forTask("missing"))) {
                Command touch = Command.shell("echo ran > ran");
                for (Command asked : List.of(touch.pty(80, 24), touch.sandbox(Sandbox.network(true)))) {
                    Capability capability = asked.pty().isPresent() ? Capability.PTY : Capability.SANDBOX;
                    try {
                        workspace.tools().run(asked);
                        System.out.println(capability + " ran");
                    } catch (ShadowException e) {
                        System.out.println(capability + " " + e.code() + " " + e.message());
                    }
                }
            }
        }
    }
}
