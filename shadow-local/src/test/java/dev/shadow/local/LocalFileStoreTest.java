package dev.shadow.local;

import static dev.shadow.local.TestTree.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.file.FileType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileStoreTest {
    @TempDir
    Path scratch;

    private TestTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = new TestTree(scratch);
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        ShadowException failure = catchThrowableOfType(ShadowException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.code()).as(failure.message()).isEqualTo(code);
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(tree.root.resolve(name), Path.of(target));
    }

    private boolean hasNoLeftovers() throws IOException {
        try (Stream<Path> all = Files.walk(tree.root)) {
            return all.noneMatch(Directory::isTemporary);
        }
    }

    @Test
    void keepsTheModeOfAFileThatItReplaces() throws IOException {
        tree.write("f", "1");
        for (String mode : new String[] {"rw-------", "rwxrwxrwx", "r--r-----"}) {
            Files.setPosixFilePermissions(tree.root.resolve("f"), PosixFilePermissions.fromString(mode));
            tree.write("f", mode);
            assertThat(tree.read("f")).isEqualTo(mode);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tree.root.resolve("f"))))
                    .isEqualTo(mode);
        }
    }

    @Test
    void makesAFileExecutableForThoseWhoMayReadIt() throws IOException {
        tree.write("f", "1");
        Files.setPosixFilePermissions(tree.root.resolve("f"), PosixFilePermissions.fromString("rw-r-----"));
        tree.store.replace(path("f"), Optional.of(true), false, target -> {});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tree.root.resolve("f"))))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void aWriterThatFailsLeavesTheOldFileAndNothingElse() throws IOException {
        tree.write("f", "old");
        assertThatThrownBy(() -> tree.store.replace(path("f"), Optional.empty(), false, target -> {
                    target.write(TestTree.bytes("half"));
                    throw new IOException("enough");
                }))
                .hasMessage("enough");
        assertThat(tree.read("f")).isEqualTo("old");
        assertThat(hasNoLeftovers()).isTrue();
    }

    @Test
    void temporaryFilesAreNotListedAndDoNotKeepTheirDirectory() throws IOException {
        tree.store.createDirectory(path("d"));
        Files.writeString(tree.root.resolve("d/" + FileStore.TEMPORARY_PREFIX + "left"), "");
        assertThat(tree.store.list(path("d"))).isEmpty();
        tree.store.delete(path("d"));
        assertThat(tree.store.stat(path("d"))).isEmpty();
        tree.store.createDirectory(path("d"));
        tree.write("d/f", "");
        assertThatThrownBy(() -> tree.store.delete(path("d"))).isInstanceOf(DirectoryNotEmptyException.class);
    }

    @Test
    void pipesAndDevicesAreNeverOpened() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", tree.root.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        link("to-pipe", "pipe");
        assertThat(tree.store.stat(path("pipe")).orElseThrow().type()).isEqualTo(FileType.OTHER);
        refused(ErrorCode.NOT_A_FILE, () -> tree.store.open(path("pipe")));
        refused(ErrorCode.NOT_A_FILE, () -> tree.store.open(path("to-pipe")));
        refused(ErrorCode.NOT_A_FILE, () -> tree.write("pipe", "x"));
        assertThatThrownBy(() -> tree.store.list(path("pipe"))).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> tree.store.stat(path("pipe/x"))).isInstanceOf(NotDirectoryException.class);
        tree.store.delete(path("pipe"));
    }

    @Test
    void anOpenThatHangsOnAPipeIsFreed() throws Exception {
        Path pipe = tree.root.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        try (Directory top = Directory.trusted(tree.root);
                var channel = top.openForReading(Path.of("pipe"))) {
            assertThatThrownBy(channel::position).isInstanceOf(IOException.class);
        }
        try (Directory top = Directory.trusted(tree.root)) {
            assertThatThrownBy(() -> top.child(Path.of("pipe"))).isInstanceOf(NotDirectoryException.class);
        }
    }

    @Test
    void absoluteLinksBeneathTheRootAreFollowedAndOthersNot() throws IOException {
        tree.store.createDirectory(path("d"));
        tree.write("d/f", "inside");
        Files.writeString(scratch.resolve("outside"), "outside");
        link("in", tree.root.toRealPath() + "/d");
        link("root", tree.root.toRealPath().toString());
        link("beside", tree.root.toRealPath() + "2");
        link("up", tree.root.toRealPath() + "/../outside");
        link("out", scratch.resolve("outside").toString());
        assertThat(tree.read("in/f")).isEqualTo("inside");
        assertThat(tree.read("root/in/f")).isEqualTo("inside");
        assertThat(tree.store.resolve(path("root/in/new/x"))).isEqualTo(path("d/new/x"));
        refused(ErrorCode.PATH_ESCAPES, () -> tree.read("beside"));
        refused(ErrorCode.PATH_ESCAPES, () -> tree.read("up"));
        refused(ErrorCode.PATH_ESCAPES, () -> tree.read("out"));
    }

    @Test
    void dotsInALinkAreReadWhereTheLinkLeads() throws IOException {
        tree.store.createDirectory(path("a"));
        tree.store.createDirectory(path("a/b"));
        tree.write("f", "top");
        tree.write("a/f", "a");
        link("to-b", "a/b");
        link("via", "to-b/../f");
        assertThat(tree.read("via")).isEqualTo("a");
    }

    @Test
    void fortyLinksAreFollowedAndNoMore() throws IOException {
        tree.write("0", "end");
        for (int i = 1; i <= 41; i++) {
            link(String.valueOf(i), String.valueOf(i - 1));
        }
        assertThat(tree.read("40")).isEqualTo("end");
        refused(ErrorCode.PATH_ESCAPES, () -> tree.read("41"));
    }

    @Test
    void replacesALinkItselfAndNotWhatItPointsTo() throws IOException {
        tree.write("f", "kept");
        link("l", "f");
        tree.write("l", "new");
        assertThat(tree.read("f")).isEqualTo("kept");
        assertThat(Files.isSymbolicLink(tree.root.resolve("l"))).isFalse();
    }

    @Test
    void takesNoNameThatIsTaken() throws IOException {
        tree.write("f", "kept");
        tree.store.createDirectory(path("d"));
        for (String name : new String[] {"f", "d"}) {
            assertThatThrownBy(() -> tree.store.createDirectory(path(name)))
                    .isInstanceOf(FileAlreadyExistsException.class);
            assertThatThrownBy(() -> tree.store.createLink(path(name), "x"))
                    .isInstanceOf(FileAlreadyExistsException.class);
            assertThatThrownBy(() -> tree.store.replace(path(name), Optional.empty(), true, target -> {}))
                    .isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThatThrownBy(() -> tree.store.move(path("f"), path("d"), true))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> tree.store.createDirectory(path("missing/d"))).isInstanceOf(NoSuchFileException.class);
        refused(ErrorCode.PATH_PROTECTED, () -> tree.store.delete(path(".")));
        assertThat(tree.read("f")).isEqualTo("kept");
        assertThat(hasNoLeftovers()).isTrue();
    }

    @Test
    void aNameThatIsNotUtf8IsListedEscapedAndCanBeReadAndDeleted() throws IOException {
        Path odd = Path.of(URI.create(tree.root.toUri() + "caf%E9%20%E2%9C%93.txt"));
        Files.writeString(odd, "latin");
        FileEntry entry = tree.store.list(path(".")).get(0);
        assertThat(entry.name()).isEqualTo("caf\\xE9 ✓.txt");
        assertThat(tree.read(entry.name())).isEqualTo("latin");
        tree.store.delete(path(entry.name()));
        assertThat(Files.exists(odd, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void halfASurrogatePairIsNoName() {
        refused(ErrorCode.PATH_INVALID, () -> tree.write("\uD83D", ""));
    }

    @Test
    void goesDownAVeryDeepTree() throws IOException {
        StringBuilder deep = new StringBuilder("d");
        tree.store.createDirectory(path("d"));
        for (int i = 0; i < 200; i++) {
            tree.store.createDirectory(path(deep.append("/d").toString()));
        }
        link("far", "d/".repeat(100) + "../".repeat(99) + "f");
        tree.write("d/f", "here");
        assertThat(tree.read("far")).isEqualTo("here");
    }

    @Test
    void underAnAsciiLocaleAPathThatCannotBePassedIsRefused() throws Exception {
        tree.write("plain", "");
        Process child = ChildJvm.start(AsciiChild.class, java.util.Map.of("LC_ALL", "C"), tree.root, tree.lockFile);
        assertThat(ChildJvm.output(child)).isEqualTo("NATIVE_ENCODING true\nplain\n");
    }

    /** Runs in its own process. */
    static final class AsciiChild {
        private AsciiChild() {}

        public static void main(String[] args) throws IOException {
            LocalFileStore store = new LocalFileStore(Path.of(args[0]), Path.of(args[1]));
            try {
                store.stat(path("na\u00efve"));
            } catch (ShadowException e) {
                System.out.println(e.code() + " " + e.message().contains("LC_ALL=C.UTF-8"));
            }
            store.list(path(".")).forEach(entry -> System.out.println(entry.name()));
        }
    }
}
