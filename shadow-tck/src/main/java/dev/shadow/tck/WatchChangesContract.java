package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.ErrorCode;
import dev.shadow.Subscription;
import dev.shadow.file.FileType;
import dev.shadow.file.WriteRequest;
import dev.shadow.git.CommitRequest;
import dev.shadow.watch.WatchEvent;
import dev.shadow.watch.WatchEvent.Kind;
import dev.shadow.watch.WatchRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a watch tells of changes. */
interface WatchChangesContract extends WatchFixture {
    @Test
    default void tellsFilesThatAreMadeChangedAndRemoved() {
        withWatch(() -> {
            WatchLog log = new WatchLog();
            try (Subscription watching = watch(".", log)) {
                tools().writeFile("a.txt", "one");
                log.await(Kind.CREATED, "a.txt");
                tools().writeFile("a.txt", "two");
                log.await(Kind.MODIFIED, "a.txt");
                tools().delete("a.txt");
                log.await(Kind.DELETED, "a.txt");
                assertThat(told(log)).containsExactly("CREATED a.txt", "MODIFIED a.txt", "DELETED a.txt");
                assertThat(log.events()).extracting(WatchEvent::type).containsOnly(FileType.FILE);
                assertThat(log.events()).extracting(WatchEvent::oldPath).containsOnly(Optional.empty());
                assertThat(watching.completion()).isNotDone();
            }
        });
    }

    @Test
    default void tellsDirectoriesAndWhatIsInThemFromTheFirstMomentOn() {
        withWatch(() -> {
            WatchLog log = new WatchLog();
            try (Subscription watching = watch(".", log)) {
                tools().writeFile("a/b/c/d.txt", "deep");
                log.await(Kind.CREATED, "a/b/c/d.txt");
                tools().writeFile("a/b/c/e.txt", "later");
                log.await(Kind.CREATED, "a/b/c/e.txt");
                tools().deleteTree("a");
                log.await(Kind.DELETED, "a");
                assertThat(told(log))
                        .startsWith(
                                "CREATED a",
                                "CREATED a/b",
                                "CREATED a/b/c",
                                "CREATED a/b/c/d.txt",
                                "CREATED a/b/c/e.txt")
                        .endsWith("DELETED a/b/c", "DELETED a/b", "DELETED a")
                        .hasSize(10);
                assertThat(log.events())
                        .filteredOn(event -> event.path().equals("a/b"))
                        .extracting(WatchEvent::type)
                        .containsOnly(FileType.DIRECTORY);
                assertThat(watching.completion()).isNotDone();
            }
        });
    }

    @Test
    default void aFileThatIsReplacedIsModifiedAndTemporaryFilesAreNeverTold() {
        withWatch(() -> {
            WatchLog log = new WatchLog();
            try (Subscription watching = watch(".", log)) {
                for (int i = 0; i < 20; i++) {
                    tools().writeFile("README.md", "version " + i);
                    tools().writeFile(WriteRequest.of("src/App.java", "class " + i));
                }
                assertThat(told(log)).isNotEmpty().containsOnly("MODIFIED README.md", "MODIFIED src/App.java");
                assertThat(watching.completion()).isNotDone();
            }
        });
    }

    @Test
    default void whatIsMadeAndRemovedAtOnceIsNotToldAndManyChangesAreOne() {
        withWatch(() -> {
            WatchLog log = new WatchLog();
            try (Subscription watching = watch(".", log)) {
                for (int i = 0; i < 200; i++) {
                    tools().writeFile("README.md", "version " + i);
                }
                assertThat(told(log))
                        .isNotEmpty()
                        .containsOnly("MODIFIED README.md")
                        .hasSizeLessThan(100);
                assertThat(watching.completion()).isNotDone();
            }
        });
    }

    @Test
    default void aRenamedFileIsOneEventWithBothPaths() {
        withWatch(() -> {
            WatchLog log = new WatchLog();
            try (Subscription watching = watch(".", log)) {
                tools().move("src/App.java", "docs/App2.java");
                log.await(Kind.RENAMED, "docs/App2.java");
                assertThat(told(log)).containsExactly("RENAMED src/App.java -> docs/App2.java");
                assertThat(watching.completion()).isNotDone();
            }
        });
    }

    @Test
    default void aRenamedDirectoryIsOneEventAndWhatIsInItMovesAlong() {
        withWatch(() -> {
            tools().writeFile("tree/one/1.txt", "1");
            tools().writeFile("tree/two/2.txt", "2");
            WatchLog log = new WatchLog();
            try (Subscription watching = workspace().watch(WatchRequest.withPresent("."), log)) {
                log.await(Kind.SYNCED, ".");
                tools().mkdir("into");
                tools().move("tree", "into/forest");
                log.await(Kind.RENAMED, "into/forest");
                tools().writeFile("into/forest/one/1.txt", "changed");
                tools().writeFile("into/forest/three.txt", "new");
                log.await(Kind.MODIFIED, "into/forest/one/1.txt");
                log.await(Kind.CREATED, "into/forest/three.txt");
                assertThat(told(log))
                        .filteredOn(line -> !line.startsWith("PRESENT"))
                        .containsExactlyInAnyOrder(
                                "GAP .",
                                "SYNCED .",
                                "CREATED into",
                                "RENAMED tree -> into/forest",
                                "MODIFIED into/forest/one/1.txt",
                                "CREATED into/forest/three.txt");
                log.awaitTree(everything());
                assertThat(watching.completion()).isNotDone();
            }
        });
    }

    @Test
    default void aFileInThePlaceOfADirectoryIsAnotherThing() {
        withWatch(() -> {
            WatchLog log = new WatchLog();
            try (Subscription watching = watch(".", log)) {
                tools().deleteTree("src");
                tools().writeFile("src", "a file now");
                assertThat(told(log)).containsExactly("DELETED src/App.java", "DELETED src", "CREATED src");
                tools().delete("src");
                tools().mkdir("src");
                assertThat(told(log)).endsWith("CREATED src", "DELETED src", "CREATED src");
                assertThat(watching.completion()).isNotDone();
            }
        });
    }

    @Test
    default void namesOfAnyKindAreToldAsTheyAre() {
        withWatch(() -> {
            WatchLog log = new WatchLog();
            try (Subscription watching = watch(".", log)) {
                String odd = "ö\n\t\"'\\ 😀 ?*%";
                tools().writeFile(odd + "/" + odd, "x");
                log.await(Kind.CREATED, odd + "/" + odd);
                tools().move(odd, "-" + odd);
                assertThat(told(log))
                        .containsExactly(
                                "CREATED " + odd, "CREATED " + odd + "/" + odd, "RENAMED " + odd + " -> -" + odd);
                assertThat(watching.completion()).isNotDone();
            }
        });
    }

    @Test
    default void nothingInGitIsTold() {
        withWatch(() -> {
            WatchLog log = new WatchLog();
            try (Subscription watching = watch(".", log)) {
                tools().writeFile("new.txt", "x");
                workspace().git().commit(CommitRequest.of("Commit"));
                assertThat(told(log)).containsExactly("CREATED new.txt");
                assertThat(watching.completion()).isNotDone();
            }
            failure(ErrorCode.INVALID_ARGUMENT, () -> watch(".git", new WatchLog()));
            failure(ErrorCode.INVALID_ARGUMENT, () -> watch(".git/refs", new WatchLog()));
        });
    }

    @Test
    default void whatGitIgnoresIsNotTold() {
        withWatch(() -> {
            tools().writeFile("build/old.txt", "x");
            WatchLog log = new WatchLog();
            try (Subscription watching = watch(".", log)) {
                tools().writeFile("build/out/x.txt", "x");
                tools().writeFile("build/old.txt", "y");
                tools().writeFile("src/trace.log", "x");
                tools().move("README.md", "readme.log");
                tools().writeFile("src/seen.txt", "x");
                assertThat(told(log)).containsExactlyInAnyOrder("CREATED src/seen.txt", "DELETED README.md");
                assertThat(watching.completion()).isNotDone();
            }
            failure(ErrorCode.INVALID_ARGUMENT, () -> watch("build", new WatchLog()));
            failure(ErrorCode.INVALID_ARGUMENT, () -> watch("build/out", new WatchLog()));
        });
    }

    @Test
    default void aChangedGitignoreTakesEffectAtOnce() {
        withWatch(() -> {
            tools().writeFile("build/x.txt", "x");
            tools().writeFile("gen/deep/y.txt", "y");
            WatchLog log = new WatchLog();
            try (Subscription watching = watch(".", log)) {
                tools().writeFile(".gitignore", "gen/\n");
                log.await(Kind.CREATED, "build/x.txt");
                tools().writeFile("gen/deep/y.txt", "not told");
                tools().writeFile("build/z.txt", "z");
                assertThat(told(log))
                        .containsExactlyInAnyOrder(
                                "MODIFIED .gitignore",
                                "IGNORED gen/deep/y.txt",
                                "IGNORED gen/deep",
                                "IGNORED gen",
                                "CREATED build",
                                "CREATED build/x.txt",
                                "CREATED build/z.txt");
                tools().writeFile("src/.gitignore", "*.java\n");
                log.await(Kind.IGNORED, "src/App.java");
                tools().move("src", "source");
                tools().delete("source/.gitignore");
                log.await(Kind.CREATED, "source/App.java");
                assertThat(log.mistakes()).isEmpty();
                assertThat(watching.completion()).isNotDone();
            }
        });
    }

    @Test
    default void linksAreToldAsLinksAndNeverFollowed() {
        withWatch(() -> withPrograms(() -> {
            WatchLog log = new WatchLog();
            try (Subscription watching = watch(".", log)) {
                shell("ln -s src to-src && ln -s /tmp out && ln -s . self");
                log.await(Kind.CREATED, "self");
                tools().writeFile("src/App.java", "changed");
                log.await(Kind.MODIFIED, "src/App.java");
                shell("rm -r src && mkdir real && echo x > real/f && ln -s real src");
                log.await(Kind.CREATED, "src");
                shell("echo y > src/g");
                log.await(Kind.CREATED, "real/g");
                assertThat(told(log))
                        .filteredOn(line -> line.contains("src/"))
                        .containsExactly("MODIFIED src/App.java", "DELETED src/App.java");
                assertThat(log.events())
                        .filteredOn(event -> event.path().equals("self"))
                        .extracting(WatchEvent::type)
                        .containsExactly(FileType.SYMBOLIC_LINK);
                assertThat(watching.completion()).isNotDone();
            }
        }));
    }

    @Test
    default void refusesWhatCannotBeWatched() {
        withWatch(() -> {
            failure(ErrorCode.NOT_FOUND, () -> watch("no/such", new WatchLog()));
            failure(ErrorCode.NOT_A_DIRECTORY, () -> watch("README.md", new WatchLog()));
            failure(ErrorCode.PATH_ESCAPES, () -> watch("../x", new WatchLog()));
            failure(ErrorCode.PATH_INVALID, () -> watch("", new WatchLog()));
        });
    }
}
