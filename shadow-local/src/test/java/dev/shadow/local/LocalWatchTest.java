package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.shadow.Subscription;
import dev.shadow.core.watch.WatchEngine;
import dev.shadow.tck.WatchLog;
import dev.shadow.watch.WatchEvent.Kind;
import dev.shadow.watch.WatchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watching what other programs do to the files of a workspace. */
class LocalWatchTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path scratch;

    private static void shell(Path directory, String line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(line).isZero();
    }

    @Test
    void aRootThatIsRemovedIsToldAndSoIsItsReturn() throws Exception {
        try (WatchedDirectory watched = new WatchedDirectory(scratch)) {
            shell(scratch, "mkdir tree/d && echo 1 > tree/d/f");
            watched.log.await(Kind.CREATED, "d/f");
            shell(scratch, "rm -r tree");
            watched.log.await(Kind.DELETED, ".");
            assertThat(watched.log.tree()).isEmpty();
            shell(scratch, "mkdir tree && echo 1 > tree/new");
            watched.log.await(Kind.CREATED, "new");
            shell(scratch, "echo 1 > tree/later");
            watched.log.awaitTree(watched.onDisk());
            shell(scratch, "mv tree away && mkdir tree && echo 1 > tree/other && echo 1 > away/unseen");
            watched.log.await(Kind.CREATED, "other");
            watched.log.awaitTree(watched.onDisk());
            assertThat(watched.log.told()).noneMatch(line -> line.contains("unseen"));
            assertThat(watched.log.mistakes()).isEmpty();
        }
    }

    @Test
    void howeverManyWatchItIsOneInotifyAndNothingIsLeft() throws Exception {
        long inotifies = inotifies();
        long threads = watchThreads();
        try (WatchedDirectory watched = new WatchedDirectory(scratch)) {
            shell(watched.root, "for i in 1 2 3 4 5 6 7 8 9; do mkdir -p $i/a $i/b $i/c; done");
            watched.log.awaitTree(watched.onDisk());
            List<Subscription> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(watched.workspace.watch(WatchRequest.of("1"), new WatchLog()));
            }
            assertThat(inotifies() - inotifies).isEqualTo(1);
            assertThat(watchThreads() - threads).isEqualTo(1);
            assertThat(all).allSatisfy(each -> assertThat(each.completion()).isNotDone());
        }
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(inotifies()).isEqualTo(inotifies);
            assertThat(watchThreads()).isEqualTo(threads);
        });
    }

    private static long inotifies() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(LocalWatchTest::isInotify).count();
        }
    }

    private static boolean isInotify(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("inotify");
        } catch (IOException e) {
            return false; // closed since it was listed
        }
    }

    private static long watchThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("FileSystemWatch"))
                .count();
    }

    @Test
    void aWorkspaceThatNobodyWatchesHasNoInotify() throws Exception {
        long inotifies = inotifies();
        try (WatchedDirectory watched = new WatchedDirectory(scratch)) {
            assertThat(inotifies()).isEqualTo(inotifies + 1);
            assertThat(watched.watching.completion()).isNotDone();
        }
        LocalFileStore store =
                new LocalFileStore(Files.createDirectory(scratch.resolve("other")), scratch.resolve("lock"));
        new WatchEngine(store, hints -> LocalWatchStore.start(store.root(), hints)).close();
        assertThat(inotifies()).isEqualTo(inotifies);
        store.close();
    }

    @Test
    void aFileThatIsWrittenAsideAndRenamedByAnyProgramIsModified() throws Exception {
        try (WatchedDirectory watched = new WatchedDirectory(scratch)) {
            shell(watched.root, "echo 1 > f");
            watched.log.await(Kind.CREATED, "f");
            for (int i = 0; i < 5; i++) {
                shell(watched.root, "echo 2 > f.new && mv f.new f");
            }
            shell(watched.root, "echo 1 > end");
            watched.log.await(Kind.CREATED, "end");
            assertThat(watched.log.told()).contains("MODIFIED f").doesNotContain("DELETED f");
            watched.log.awaitTree(watched.onDisk());
            assertThat(watched.log.mistakes()).isEmpty();
        }
    }

    @Test
    void namesThatAreNotUtf8AreWatchedToo() throws Exception {
        try (WatchedDirectory watched = new WatchedDirectory(scratch)) {
            shell(watched.root, "d=$(printf 'b\\377d') && mkdir \"$d\" && echo 1 > \"$d/$d\"");
            watched.log.await(Kind.CREATED, "b\\xFFd/b\\xFFd");
            shell(watched.root, "d=$(printf 'b\\377d') && echo 22 > \"$d/$d\" && echo 1 > \"$d/later\"");
            watched.log.await(Kind.MODIFIED, "b\\xFFd/b\\xFFd");
            watched.log.await(Kind.CREATED, "b\\xFFd/later");
            shell(watched.root, "rm -r \"$(printf 'b\\377d')\"");
            watched.log.await(Kind.DELETED, "b\\xFFd");
        }
    }

    @Test
    void aDirectoryThatMayNotBeReadIsWatchedFromWhenItMay() throws Exception {
        assumeThat(Files.isReadable(unreadable()))
                .as("not run: this user may read everything")
                .isFalse();
        try (WatchedDirectory watched = new WatchedDirectory(scratch)) {
            Path closed = Files.createDirectory(watched.root.resolve("closed"));
            Files.writeString(closed.resolve("f"), "1");
            watched.log.await(Kind.CREATED, "closed/f");
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
            Files.writeString(watched.root.resolve("mark"), "1");
            watched.log.await(Kind.CREATED, "mark");
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
            Files.writeString(closed.resolve("g"), "1");
            watched.log.await(Kind.CREATED, "closed/g");
        }
    }

    private Path unreadable() throws IOException {
        return Files.createDirectory(
                scratch.resolve("unreadable"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
    }

    @Test
    void nothingBehindALinkIsToldHoweverOftenItTakesADirectorysPlace() throws Exception {
        Path outside = Files.createDirectories(scratch.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "x");
        try (WatchedDirectory watched = new WatchedDirectory(scratch)) {
            shell(watched.root, "mkdir -p d/e && echo 1 > d/e/f");
            for (int i = 0; i < 60; i++) {
                Files.move(watched.root.resolve("d"), watched.root.resolve("aside"));
                Files.createSymbolicLink(watched.root.resolve("d"), outside);
                Files.writeString(outside.resolve("secret" + i), "x");
                Files.writeString(watched.root.resolve("aside/e/" + i), "x");
                Files.delete(watched.root.resolve("d"));
                Files.move(watched.root.resolve("aside"), watched.root.resolve("d"));
                Files.writeString(watched.root.resolve("d/" + i), "x");
            }
            watched.log.awaitTree(watched.onDisk());
            shell(watched.root, "echo 1 > d/e/last");
            watched.log.await(Kind.CREATED, "d/e/last");
            assertThat(watched.log.told()).noneMatch(line -> line.contains("secret"));
            assertThat(watched.log.mistakes()).isEmpty();
            assertThat(Files.exists(watched.root.resolve("d"), LinkOption.NOFOLLOW_LINKS))
                    .isTrue();
        }
    }

    /** What reads the rules met a directory where it had just seen a file, and the watch ended. */
    @Test
    void aGitignoreThatIsADirectoryNowAndThenEndsNoWatch() throws Exception {
        try (WatchedDirectory watched = new WatchedDirectory(scratch)) {
            Path file = watched.root.resolve(".gitignore");
            for (int i = 0; i < 2_000; i++) {
                Files.writeString(file, "*.o" + i);
                Files.delete(file);
                Files.createDirectory(file);
                Files.delete(file);
            }
            Files.writeString(watched.root.resolve("end"), "");
            watched.log.awaitTree(watched.onDisk());
            assertThat(watched.watching.completion()).isNotDone();
        }
    }

    @Test
    void checkingOutBranchesIsToldAsItEnds() throws Exception {
        try (WatchedDirectory watched = new WatchedDirectory(scratch)) {
            String git = "git -c user.name=a -c user.email=a@example.org ";
            shell(watched.root, "git init -q && echo '*.o' > .gitignore");
            for (String branch : List.of("one", "two")) {
                shell(
                        watched.root,
                        "git checkout -q -b " + branch + " && for d in a b c; do mkdir -p $d/" + branch
                                + " && for f in $(seq 100); do echo " + branch + " > $d/" + branch
                                + "/$f && echo " + branch + " > $d/$f; done; done && " + git + "add . && " + git
                                + "commit -qm " + branch);
            }
            watched.log.awaitTree(watched.onDisk());
            for (int i = 0; i < 4; i++) {
                shell(watched.root, "git checkout -q " + (i % 2 == 0 ? "one" : "two"));
            }
            watched.log.awaitTree(watched.onDisk());
            assertThat(watched.log.mistakes()).isEmpty();
            assertThat(watched.log.told()).noneMatch(line -> line.contains(".git/"));
        }
    }
}
