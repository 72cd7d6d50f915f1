package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shadow.DestroyMode;
import dev.shadow.ShadowException;
import dev.shadow.Subscription;
import dev.shadow.Workspace;
import dev.shadow.file.IfExists;
import dev.shadow.watch.WatchEvent;
import dev.shadow.watch.WatchEvent.Kind;
import dev.shadow.watch.WatchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a watch promises its subscribers. */
interface WatchResumeContract extends WatchFixture {
    @Test
    default void tellsWhatIsPresentWhenAskedTo() {
        withWatch(() -> {
            WatchLog log = new WatchLog();
            try (Subscription watching = workspace().watch(WatchRequest.withPresent("."), log)) {
                log.awaitTree(everything());
                assertThat(log.told()).startsWith("GAP .", "PRESENT .").endsWith("SYNCED .");
                assertThat(log.told())
                        .filteredOn(line -> line.contains(".git/"))
                        .isEmpty();
                assertThat(watching.completion()).isNotDone();
            }
        });
    }

    @Test
    default void goesOnWhereAnotherWatchEnded() {
        withWatch(() -> {
            WatchLog first = new WatchLog();
            try (Subscription watching = watch(".", first)) {
                tools().writeFile("one", "x");
                first.await(Kind.CREATED, "one");
                assertThat(watching.completion()).isNotDone();
            }
            tools().writeFile("two", "x");
            tools().delete("one");
            WatchLog second = new WatchLog();
            try (Subscription watching = workspace().watch(WatchRequest.of(".").from(first.last() + 1), second)) {
                second.await(Kind.CREATED, "two");
                assertThat(told(second)).containsExactlyInAnyOrder("CREATED two", "DELETED one");
                assertThat(second.events().get(0).sequence()).isEqualTo(first.last() + 1);
                assertThat(watching.completion()).isNotDone();
            }
        });
    }

    @Test
    default void aNumberThatIsGoneOrWasNeverGivenIsAGapWithThePresentState() {
        withWatch(() -> {
            for (long unknown : new long[] {1, 7, Long.MAX_VALUE}) {
                WatchLog log = new WatchLog();
                try (Subscription watching =
                        workspace().watch(WatchRequest.of("docs").from(unknown), log)) {
                    log.await(Kind.SYNCED, "docs");
                    assertThat(log.told())
                            .containsExactly("GAP docs", "PRESENT docs", "PRESENT docs/naïve file.txt", "SYNCED docs");
                    long number = log.last();
                    assertThat(log.events()).extracting(WatchEvent::sequence).containsExactly(0L, 0L, 0L, number);
                    tools().writeFile("docs/" + MARK, "" + unknown);
                    tools().delete("docs/" + MARK);
                    assertThat(watching.completion()).isNotDone();
                }
            }
        });
    }

    @Test
    default void aDirectoryIsToldAloneAlsoWhenItGoesAndComesBack() {
        withWatch(() -> {
            tools().writeFile("in/a/1.txt", "1");
            tools().writeFile("out/b/2.txt", "2");
            WatchLog log = new WatchLog();
            WatchLog all = new WatchLog();
            try (Subscription everything = watch(".", all);
                    Subscription watching = workspace().watch(WatchRequest.withPresent("in"), log)) {
                log.await(Kind.SYNCED, "in");
                tools().writeFile("inside.txt", "not in it");
                tools().move("out/b", "in/b");
                log.await(Kind.CREATED, "in/b/2.txt");
                tools().move("in/b/2.txt", "in/b/3.txt");
                log.await(Kind.RENAMED, "in/b/3.txt");
                tools().move("in/a", "out/a");
                log.await(Kind.DELETED, "in/a");
                tools().move("in", "elsewhere");
                log.await(Kind.DELETED, "in");
                tools().writeFile("in/new.txt", "x");
                log.await(Kind.CREATED, "in/new.txt");
                tools().deleteTree("in");
                tools().move("elsewhere", "in");
                log.await("in/b/3.txt", () -> log.tree().containsKey("in/b/3.txt"));
                told(all);
                assertThat(log.tree()).containsOnlyKeys("in", "in/b", "in/b/3.txt");
                assertThat(log.mistakes()).isEmpty();
                assertThat(log.told()).allMatch(line -> line.contains(" in"));
                assertThat(log.told()).contains("DELETED in/a/1.txt", "CREATED in/b", "DELETED in/b/3.txt");
                assertThat(List.of(watching.completion(), everything.completion()))
                        .noneMatch(end -> end.isDone());
            }
        });
    }

    @Test
    default void whilePausedNothingIsToldAndAfterwardsNothingIsMissing() {
        withWatch(() -> {
            WatchLog log = new WatchLog();
            WatchLog other = new WatchLog();
            try (Subscription watching = watch(".", log);
                    Subscription another = watch(".", other)) {
                watching.pause();
                tools().writeFile("on-its-way", "x");
                told(other);
                long count = log.count();
                assertThat(count).isLessThanOrEqualTo(1);
                tools().writeFile("later", "x");
                told(other);
                assertThat(log.count()).isEqualTo(count);
                watching.resume();
                log.await(Kind.CREATED, "later");
                log.await("all that the other knows", () -> log.last() == other.last());
                assertThat(log.events()).isEqualTo(other.events());
                assertThat(another.completion()).isNotDone();
            }
        });
    }

    @Test
    default void aConsumerThatThrowsEndsItsOwnWatchAndNoOther() {
        withWatch(() -> {
            WatchLog log = new WatchLog();
            Subscription throwing = workspace().watch(WatchRequest.of("."), event -> {
                throw new IllegalStateException("a consumer's own mistake");
            });
            try (Subscription watching = watch(".", log)) {
                tools().writeFile("one", "x");
                assertThatThrownBy(() -> throwing.completion().get(30, TimeUnit.SECONDS))
                        .hasRootCauseMessage("a consumer's own mistake");
                tools().writeFile("two", "x");
                log.await(Kind.CREATED, "two");
                assertThat(watching.completion()).isNotDone();
            }
        });
    }

    @Test
    default void closingTheWorkspaceEndsItsWatches() {
        withWatch(() -> {
            WatchLog log = new WatchLog();
            Workspace other = shadow().workspaces().open(workspace().id());
            Subscription watching = other.watch(WatchRequest.of("."), new WatchLog());
            try (Subscription mine = watch(".", log)) {
                other.close();
                watching.completion().get(30, TimeUnit.SECONDS);
                tools().writeFile("one", "x");
                log.await(Kind.CREATED, "one");
                assertThat(mine.completion()).isNotDone();
                shadow().workspaces().destroy(workspace().id(), DestroyMode.DISCARD);
                mine.completion().get(30, TimeUnit.SECONDS);
            }
        });
    }

    @Test
    default void afterRandomChangesEveryWatchKnowsTheTree() {
        withWatch(() -> {
            long seed = new Random().nextLong();
            Random random = new Random(seed);
            WatchLog all = new WatchLog();
            WatchLog part = new WatchLog();
            tools().mkdir("a");
            try (Subscription everything = workspace().watch(WatchRequest.withPresent("."), all);
                    Subscription watching = workspace().watch(WatchRequest.withPresent("a"), part)) {
                for (int round = 0; round < 6; round++) {
                    for (int i = 0; i < 40; i++) {
                        change(random);
                    }
                    all.awaitTree(everything());
                }
                told(all);
                var beneath = new TreeMap<>(all.tree());
                beneath.keySet().removeIf(path -> !path.equals("a") && !path.startsWith("a/"));
                part.awaitTree(beneath);
                assertThat(List.of(all.mistakes(), part.mistakes()))
                        .as("seed %d", seed)
                        .containsOnly(List.of());
                assertThat(List.of(watching.completion(), everything.completion()))
                        .noneMatch(end -> end.isDone());
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        });
    }

    private void change(Random random) {
        String path = path(random);
        try {
            switch (random.nextInt(8)) {
                case 0 -> tools().deleteTree(path);
                case 1 -> tools().mkdir(path);
                case 2, 3 -> tools().move(path, path(random), IfExists.REPLACE);
                case 4 ->
                    tools().writeFile(
                                    path(random) + "/.gitignore",
                                    List.of("a\n", "b/\n!c\n", "*\n!/a\n", "").get(random.nextInt(4)));
                default -> tools().writeFile(path, "" + random.nextInt(3));
            }
        } catch (ShadowException e) {
            return; // what does not fit the tree is no change
        }
    }

    private static String path(Random random) {
        List<String> names = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            names.add(List.of("a", "b", "c").get(random.nextInt(3)));
        }
        return String.join("/", names);
    }
}
