package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.DestroyMode;
import dev.shadow.ErrorCode;
import dev.shadow.OnLastClose;
import dev.shadow.Shadow;
import dev.shadow.ShadowException;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.WorkspaceStatus;
import dev.shadow.command.Command;
import dev.shadow.core.workspace.WorkspaceRecord;
import dev.shadow.tck.OriginRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPrepareTest {
    @TempDir
    private Path scratch;

    private Path state;
    private OriginRepository origin;
    private Shadow shadow;

    @BeforeEach
    void open() {
        state = scratch.resolve("state");
        origin = OriginRepository.create(scratch);
        shadow = Shadow.builder().mode("local").stateDirectory(state).open();
    }

    @AfterEach
    void close() {
        shadow.close();
    }

    private WorkspaceSpec spec() {
        return WorkspaceSpec.forTask("task").repository(origin.url(), "main");
    }

    private static Map<String, String> everything(Path directory) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                String content = Files.isRegularFile(file) ? Files.readString(file) : "";
                found.put(directory.relativize(file).toString(), Files.getLastModifiedTime(file) + content);
            }
        }
        return found;
    }

    private static ShadowException failure(ThrowingCallable call) {
        return catchThrowableOfType(ShadowException.class, call);
    }

    @Test
    void aDirectoryWithAPersonsFilesIsRefusedAndLeftAlone() throws IOException {
        Path mine = Files.createDirectories(scratch.resolve("mine"));
        Files.writeString(mine.resolve("README.md"), "my own");
        Files.createDirectories(mine.resolve(".git"));
        Map<String, String> before = everything(mine);
        ShadowException failure = failure(() -> shadow.workspaces().prepare(spec().directory(mine)));
        assertThat(failure.code()).isEqualTo(ErrorCode.DIRECTORY_NOT_EMPTY);
        assertThat(failure.message()).contains(mine.toString());
        assertThat(everything(mine)).isEqualTo(before);
        assertThat(shadow.workspaces().list()).isEmpty();
    }

    @Test
    void aHiddenFileAloneIsEnoughToRefuse() throws IOException {
        Path mine = Files.createDirectories(scratch.resolve("mine"));
        Files.writeString(mine.resolve(".secret"), "my own");
        assertThat(failure(() -> shadow.workspaces().prepare(spec().directory(mine)))
                        .code())
                .isEqualTo(ErrorCode.DIRECTORY_NOT_EMPTY);
        assertThat(mine.resolve(".secret")).hasContent("my own");
    }

    @Test
    void aFileOrALinkInThePlaceOfTheDirectoryIsRefusedAndLeftAlone() throws IOException {
        Path file = Files.writeString(scratch.resolve("file"), "my own");
        Path link = Files.createSymbolicLink(scratch.resolve("link"), Files.createDirectories(scratch.resolve("far")));
        for (Path taken : List.of(file, link)) {
            assertThat(failure(() -> shadow.workspaces().prepare(spec().directory(taken)))
                            .code())
                    .isEqualTo(ErrorCode.DIRECTORY_NOT_EMPTY);
        }
        assertThat(file).hasContent("my own");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void anEmptyDirectoryIsUsed() throws IOException {
        Path empty = Files.createDirectories(scratch.resolve("empty"));
        shadow.workspaces().prepare(spec().directory(empty)).close();
        assertThat(empty.resolve("README.md")).exists();
        assertThat(shadow.workspaces().status("task").location()).isEqualTo(empty.toString());
    }

    @Test
    void twoWorkspacesNeverShareADirectory() {
        Path shared = scratch.resolve("shared");
        shadow.workspaces().prepare(spec().directory(shared)).close();
        assertThat(failure(() -> shadow.workspaces().prepare(spec().id("other").directory(shared)))
                        .code())
                .isEqualTo(ErrorCode.DIRECTORY_NOT_EMPTY);
        assertThat(shared.resolve("README.md")).exists();
    }

    @Test
    void aPreparedDirectoryIsOpenedAndNeverWiped() throws IOException {
        Path directory = scratch.resolve("work");
        shadow.workspaces().prepare(spec().directory(directory)).close();
        Files.writeString(directory.resolve("mine.txt"), "my own");
        shadow.close();
        shadow = Shadow.builder().mode("local").stateDirectory(state).open();
        try (Workspace workspace = shadow.workspaces().prepare(spec().directory(directory))) {
            assertThat(workspace.tools().readFile("mine.txt").text()).isEqualTo("my own");
        }
    }

    @Test
    void whatAKilledPreparationLeftIsMadeAnew() throws IOException {
        Path tree = Files.createDirectories(state.resolve("trees/task"));
        Files.writeString(tree.resolve("half"), "made");
        new RecordFile(state.resolve("workspaces/task"))
                .write(new WorkspaceRecord(
                        "task",
                        "task",
                        WorkspaceStatus.State.PREPARING,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OnLastClose.END_COMMANDS,
                        Instant.now()));
        try (Workspace workspace = shadow.workspaces().prepare(spec())) {
            assertThat(workspace.tools().readFile("README.md").text()).startsWith("# Fixture");
        }
        assertThat(tree.resolve("half")).doesNotExist();
    }

    @Test
    void aWorkspaceWhoseFilesAreGoneIsBrokenAndCanBePreparedAgain() throws IOException {
        shadow.workspaces().prepare(spec()).close();
        Trees.delete(state.resolve("trees/task"));
        assertThat(shadow.workspaces().status("task").state()).isEqualTo(WorkspaceStatus.State.BROKEN);
        assertThat(failure(() -> shadow.workspaces().open("task")).code()).isEqualTo(ErrorCode.WORKSPACE_NOT_FOUND);
        shadow.workspaces().prepare(spec()).close();
        assertThat(shadow.workspaces().status("task").state()).isEqualTo(WorkspaceStatus.State.READY);
    }

    @Test
    void nothingIsLeftOfADestroyedWorkspace() throws IOException {
        try (Workspace workspace = shadow.workspaces().prepare(spec())) {
            workspace.tools().run(Command.shell("mkdir -p a/b && touch a/b/c && chmod 500 a/b a"));
        }
        shadow.workspaces().destroy("task", DestroyMode.DISCARD);
        try (Stream<Path> left = Files.walk(state)) {
            assertThat(left.map(path -> state.relativize(path).toString())
                            .filter(path -> !path.startsWith("mirrors/"))) // of the remote, not of the workspace
                    .containsExactlyInAnyOrder("", "lock", "trees", "workspaces", "mirrors");
        }
    }

    @Test
    void stateIsForTheOwnerAlone() throws IOException {
        shadow.workspaces().prepare(spec()).close();
        for (String directory : List.of("", "workspaces", "workspaces/task")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve(directory))))
                    .as(directory)
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void commandsGoOnAfterTheLastCloseWhenAsked() {
        try (Workspace workspace = shadow.workspaces().prepare(spec().onLastClose(OnLastClose.KEEP))) {
            workspace.tools().start(Command.of("sleep", "1000").id("kept"));
        }
        try (Workspace workspace = shadow.workspaces().open("task")) {
            assertThat(workspace.tools().command("kept").info().isRunning()).isTrue();
            workspace.tools().command("kept").kill();
        }
    }

    @Test
    void commandsEndWithTheLastHandle() {
        long pid;
        try (Workspace first = shadow.workspaces().prepare(spec())) {
            pid = first.tools().start(Command.of("sleep", "1000")).info().pid().orElseThrow();
            shadow.workspaces().open("task").close();
            assertThat(ProcessHandle.of(pid)).isPresent();
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
}
