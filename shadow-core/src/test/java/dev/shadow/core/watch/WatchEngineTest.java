package dev.shadow.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.file.FileType;
import dev.shadow.spi.Deadline;
import dev.shadow.watch.WatchEvent;
import dev.shadow.watch.WatchRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All on one thread, with time and hints in the hands of the test. */
class WatchEngineTest {
    private static final WatchLimits LIMITS =
            new WatchLimits(Duration.ofMillis(50), Duration.ofMinutes(1), Duration.ofSeconds(2), 100, 1 << 20);

    private final FakeTime time = new FakeTime();
    private final FakeTree disk = new FakeTree(time::millis);
    private final WatchEngine engine = new WatchEngine(disk.files(), disk, time, LIMITS, Runnable::run, Runnable::run);

    private Watching watch() throws InterruptedException {
        return Watching.all(engine, WatchRequest.of("."));
    }

    private Watching watchWithPresent() throws InterruptedException {
        return Watching.all(engine, WatchRequest.withPresent("."));
    }

    @Test
    void changesOfAWindowAreToldTogetherWhenItIsOver() throws Exception {
        Watching watching = watch();
        disk.write("a", "1");
        time.pass(49);
        disk.write("a", "2");
        disk.write("b", "1");
        assertThat(watching.log.told()).isEmpty();
        time.pass(1);
        assertThat(watching.log.told()).containsExactlyInAnyOrder("CREATED a", "CREATED b");
        disk.write("a", "3");
        disk.write("a", "4");
        time.pass(50);
        assertThat(watching.log.told()).endsWith("MODIFIED a").hasSize(3);
    }

    @Test
    void whatIsMadeAndRemovedInAWindowIsNotTold() throws Exception {
        Watching watching = watch();
        disk.mkdir("d");
        disk.write("d/f", "1");
        disk.delete("d");
        time.pass(1_000);
        assertThat(watching.log.told()).isEmpty();
    }

    @Test
    void aChangeThatLooksTheSameIsToldWhenItsHintComesInTime() throws Exception {
        disk.write("a", "1");
        Watching watching = watch();
        disk.write("a", "2"); // as long as before, and within a tick of the clock
        time.pass(50);
        assertThat(watching.log.told()).containsExactly("MODIFIED a");
    }

    @Test
    void aRenameWhoseOtherHalfIsHintedLaterIsStillOne() throws Exception {
        disk.mkdir("d");
        disk.mkdir("e");
        disk.write("d/f", "1");
        Watching watching = watchWithPresent();
        disk.holdsHints = true;
        disk.move("d/f", "e/g");
        disk.move("d", "e/d");
        disk.deliver(1); // f left d
        time.pass(50);
        assertThat(watching.log.told()).endsWith("SYNCED .");
        disk.deliver(100);
        time.pass(200);
        assertThat(watching.log.told()).endsWith("RENAMED d -> e/d", "RENAMED e/d/f -> e/g");
        assertThat(watching.log.tree()).isEqualTo(disk.tree());
    }

    @Test
    void aRenameThatIsSeenAtItsNewPlaceFirstIsOne() throws Exception {
        disk.mkdir("e");
        disk.write("f", "1");
        Watching watching = watch();
        disk.holdsHints = true;
        disk.write("e/x", "1");
        disk.deliver(1);
        disk.move("f", "e/g");
        disk.lose("e"); // e is looked at whole, and nothing is known of the root
        time.pass(200);
        assertThat(watching.log.told()).containsExactlyInAnyOrder("OVERFLOW e", "CREATED e/x", "RENAMED f -> e/g");
    }

    @Test
    void aDirectoryWithTheNumberOfARemovedOneIsNotTakenForIt() throws Exception {
        disk.mkdir("a");
        disk.write("a/f", "1");
        Watching watching = watchWithPresent();
        disk.delete("a");
        disk.mkdir("b");
        time.pass(500);
        assertThat(watching.log.told())
                .endsWith("CREATED b", "DELETED a/f", "DELETED a")
                .hasSize(8);
        disk.delete("b");
        disk.mkdir("b");
        disk.write("b/g", "1");
        time.pass(500);
        disk.write("b/h", "1");
        time.pass(500);
        assertThat(watching.log.tree()).isEqualTo(disk.tree());
        assertThat(watching.log.mistakes()).isEmpty();
    }

    @Test
    void directoriesThatChangePlacesAreRenamed() throws Exception {
        disk.mkdir("a");
        disk.write("a/1", "1");
        disk.mkdir("b");
        disk.write("b/2", "1");
        Watching watching = watchWithPresent();
        disk.move("a", "t");
        disk.move("b", "a");
        disk.move("t", "b");
        time.pass(500);
        assertThat(watching.log.tree()).isEqualTo(disk.tree());
        assertThat(watching.log.mistakes()).isEmpty();
        disk.write("a/3", "1");
        disk.write("b/4", "1");
        time.pass(500);
        assertThat(watching.log.told()).endsWith("CREATED a/3", "CREATED b/4");
    }

    @Test
    void aFileInThePlaceOfADirectoryWhileSomethingInThatIsToBeWatchedEndsNothing() throws Exception {
        disk.mkdir("a");
        disk.mkdir("a/b");
        Watching watching = watchWithPresent();
        disk.mkdir("a/b/new");
        disk.write("a/b/new/f", "1");
        disk.beforeWatching = () -> {
            disk.beforeWatching = () -> {};
            disk.move("a", "moved");
            disk.write("a", "1");
        };
        time.pass(500);
        assertThat(watching.failure).isNull();
        assertThat(watching.log.tree()).isEqualTo(disk.tree());
        assertThat(watching.log.mistakes()).isEmpty();
    }

    @Test
    void aDirectoryThatComesBackBeforeOneCanSeeWhyItCouldNotBeWatchedEndsNothing() throws Exception {
        disk.mkdir("a");
        disk.mkdir("a/b");
        Watching watching = watchWithPresent();
        disk.mkdir("a/b/new");
        disk.write("a/b/new/f", "1");
        disk.beforeWatching = () -> {
            disk.beforeWatching = () -> {};
            disk.move("a", "moved");
            disk.write("a", "1");
            disk.meanwhile = () -> {
                disk.meanwhile = () -> {};
                disk.delete("a");
                disk.move("moved", "a");
            };
        };
        time.pass(500);
        assertThat(watching.failure).isNull();
        assertThat(watching.log.tree()).isEqualTo(disk.tree());
        assertThat(watching.log.mistakes()).isEmpty();
    }

    @Test
    void aDirectoryThatIsThereAndCannotBeWatchedEndsTheWatch() throws Exception {
        Watching watching = watchWithPresent();
        disk.mkdir("a");
        disk.refused = "a";
        time.pass(500);
        assertThat(watching.failure).isInstanceOf(ShadowException.class).hasMessageContaining("'a'");
    }

    @Test
    void aChainOfRenamesIsToldInAnOrderThatCanBe() throws Exception {
        disk.mkdir("a");
        disk.mkdir("b");
        disk.mkdir("c");
        disk.write("a/1", "1");
        Watching watching = watchWithPresent();
        disk.move("c", "d");
        disk.move("b", "c");
        disk.move("a", "b");
        time.pass(500);
        assertThat(watching.log.told()).endsWith("RENAMED c -> d", "RENAMED b -> c", "RENAMED a -> b");
        assertThat(watching.log.mistakes()).isEmpty();
    }

    @Test
    void lostHintsAreToldAndTheTreeIsLookedThroughAgain() throws Exception {
        disk.mkdir("d");
        disk.mkdir("d/e");
        disk.write("d/e/f", "1");
        Watching watching = watchWithPresent();
        disk.holdsHints = true;
        disk.delete("d/e");
        disk.mkdir("d/n");
        disk.write("d/n/g", "1");
        disk.lose("d");
        time.pass(500);
        assertThat(watching.log.told()).contains("OVERFLOW d", "DELETED d/e/f", "CREATED d/n/g");
        assertThat(watching.log.tree()).isEqualTo(disk.tree());
        disk.write("d/n/h", "1");
        disk.deliver(1);
        time.pass(500);
        assertThat(watching.log.told()).endsWith("CREATED d/n/h");
    }

    @Test
    void aSubscriberThatIsBehindIsToldTheGapAndThenWhatIsThere() throws Exception {
        Watching slow = Watching.some(engine, WatchRequest.of("."), 1);
        Watching quick = watchWithPresent();
        for (int i = 0; i < 500; i++) {
            disk.write("f" + i, "1");
            if (i % 2 == 0) {
                disk.delete("f" + i / 2);
            }
            time.pass(50);
        }
        time.pass(500);
        assertThat(slow.log.told()).containsExactly("CREATED f1");
        slow.subscription.request(Long.MAX_VALUE);
        assertThat(slow.log.told()).contains("GAP .", "SYNCED .");
        assertThat(slow.log.tree()).isEqualTo(disk.tree());
        assertThat(quick.log.tree()).isEqualTo(disk.tree());
        assertThat(slow.log.last()).isEqualTo(quick.log.last());
        disk.write("more", "1");
        time.pass(50);
        assertThat(slow.log.told()).endsWith("CREATED more");
        assertThat(slow.log.mistakes()).isEmpty();
    }

    @Test
    void theHistoryIsBoundedInMemoryToo() {
        ChangeHistory history = new ChangeHistory(LIMITS, time.millis());
        String path = "p".repeat(100_000);
        for (int i = 0; i < 90; i++) {
            history.add(WatchEvent.Kind.CREATED, path, Optional.empty(), FileType.FILE, null);
        }
        assertThat(history.from(history.next() - 10, 100)).hasSize(10);
        assertThat(history.from(history.next() - 11, 100)).isNull();
    }

    @Test
    void aDirectoryTooManyAtTheBeginningIsATypedFailure() {
        disk.mkdir("a");
        disk.mkdir("b");
        disk.mostWatches = 2;
        assertThat(catchThrowableOfType(ShadowException.class, this::watch).code())
                .isEqualTo(ErrorCode.WATCH_LIMIT);
        assertThat(disk.stores).isZero();
    }

    @Test
    void aDirectoryTooManyLaterEndsTheWatchAndTheNextOneIsTold() throws Exception {
        disk.mostWatches = 2;
        disk.mkdir("a");
        Watching watching = watchWithPresent();
        disk.mkdir("b");
        time.pass(50);
        assertThat(((ShadowException) watching.failure).code()).isEqualTo(ErrorCode.WATCH_LIMIT);
        assertThat(disk.stores).isZero();
        disk.mostWatches = 3;
        disk.watches = 0;
        Watching next = Watching.all(engine, WatchRequest.of(".").from(watching.log.last() + 1));
        assertThat(next.log.told()).startsWith("GAP .").endsWith("SYNCED .");
        assertThat(next.log.tree()).isEqualTo(disk.tree());
    }

    @Test
    void nothingIsWatchedUntilSomebodyDoesNorAMinuteAfterTheLast() throws Exception {
        assertThat(disk.stores).isZero();
        Watching first = watch();
        Watching second = watch();
        assertThat(disk.stores).isEqualTo(1);
        first.subscription.cancel();
        second.subscription.cancel();
        disk.write("a", "1");
        time.pass(59_000);
        Watching resumed =
                Watching.all(engine, WatchRequest.of(".").from(engine.history().next() - 1));
        assertThat(resumed.log.told()).containsExactly("CREATED a");
        time.pass(120_000);
        assertThat(disk.stores).isEqualTo(1);
        resumed.subscription.cancel();
        long next = engine.history().next();
        time.pass(60_000);
        assertThat(disk.stores).isZero();
        disk.write("b", "1");
        Watching again = Watching.all(engine, WatchRequest.of(".").from(next));
        assertThat(again.log.told()).startsWith("GAP .").endsWith("SYNCED .");
        assertThat(again.log.tree()).isEqualTo(disk.tree());
        engine.close();
        assertThat(again.completed).isTrue();
        assertThat(disk.stores).isZero();
        assertThat(catchThrowableOfType(ShadowException.class, this::watch).code())
                .isEqualTo(ErrorCode.CLOSED);
    }

    @Test
    void aPublisherThatIsSubscribedToWhenTheWatchHasEndedBeginsItAgain() throws Exception {
        var publisher = engine.watch(WatchRequest.of("."), Deadline.after(Duration.ofSeconds(9)));
        time.pass(61_000);
        assertThat(disk.stores).isZero();
        disk.write("a", "1");
        List<String> told = new ArrayList<>();
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(WatchEvent event) {
                told.add(event.kind() + " " + event.path());
            }

            @Override
            public void onError(Throwable error) {
                told.add("" + error);
            }

            @Override
            public void onComplete() {}
        });
        assertThat(told).containsExactly("GAP .", "PRESENT .", "PRESENT a", "SYNCED .");
    }

    @Test
    void aRootThatGoesAndComesBackIsTold() throws Exception {
        disk.mkdir("d");
        disk.write("d/f", "1");
        Watching watching = watchWithPresent();
        disk.removeRoot();
        time.pass(2_000);
        assertThat(watching.log.told()).endsWith("DELETED d/f", "DELETED d", "DELETED .");
        disk.makeRoot();
        disk.write("new", "1");
        time.pass(2_000);
        assertThat(watching.log.told()).endsWith("CREATED .", "CREATED new");
        disk.write("later", "1");
        time.pass(50);
        assertThat(watching.log.tree()).isEqualTo(disk.tree());
        disk.removeRoot();
        disk.makeRoot(); // with the number of the old one
        disk.write("last", "1");
        time.pass(2_000);
        assertThat(watching.log.tree()).isEqualTo(disk.tree());
        assertThat(watching.log.mistakes()).isEmpty();
    }

    @Test
    void whateverHappensWhileItIsLookedAtTheEventsTellTheTree() throws Exception {
        runAtRandom(200);
    }

    @Test
    @Tag("soak")
    void whateverHappensInThousandsOfRunsTheEventsTellTheTree() throws Exception {
        runAtRandom(10_000);
    }

    private static void runAtRandom(int runs) throws InterruptedException {
        long seed = new Random().nextLong();
        for (int i = 0; i < runs; i++) {
            new RandomRun(seed + i).run();
        }
    }

    /** Changes at any moment, also in the middle of a look, and hints that come late. */
    private static final class RandomRun {
        private final long seed;
        private final Random random;
        private final int every;
        private final int longest;
        private final FakeTime time = new FakeTime();
        private final FakeTree disk = new FakeTree(time::millis);
        private final WatchEngine engine =
                new WatchEngine(disk.files(), disk, time, LIMITS, Runnable::run, Runnable::run);

        RandomRun(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.every = 2 + random.nextInt(8);
            this.longest = 10 + random.nextInt(150);
        }

        void run() throws InterruptedException {
            disk.holdsHints = true;
            for (int i = 0; i < 60; i++) {
                change();
            }
            disk.delete("a");
            disk.mkdir("a");
            Watching all = Watching.all(engine, WatchRequest.withPresent("."));
            Watching part = Watching.all(engine, WatchRequest.withPresent("a"));
            Watching slow = Watching.some(engine, WatchRequest.withPresent("."), 3);
            disk.meanwhile = () -> {
                for (int i = random.nextInt(every) == 0 ? 1 + random.nextInt(3) : 0; i > 0; i--) {
                    change();
                }
            };
            for (int i = 0; i < 60; i++) {
                change();
                disk.deliver(random.nextInt(4));
                time.pass(random.nextInt(longest));
                slow.subscription.request(1);
            }
            disk.meanwhile = () -> {};
            disk.deliver(Integer.MAX_VALUE);
            disk.holdsHints = false;
            time.pass(5_000);
            slow.subscription.request(Long.MAX_VALUE);
            check(all, "");
            check(slow, "");
            check(part, "a");
        }

        private void check(Watching watching, String path) {
            var expected = disk.tree();
            expected.keySet().removeIf(each -> !path.isEmpty() && !each.equals(path) && !each.startsWith(path + "/"));
            assertThat(watching.failure).as("seed %d", seed).isNull();
            assertThat(watching.log.tree())
                    .as("seed %d, told %s", seed, watching.log.told())
                    .isEqualTo(expected);
            assertThat(watching.log.mistakes())
                    .as("seed %d, told %s", seed, watching.log.told())
                    .isEmpty();
        }

        private void change() {
            boolean unused = switch (random.nextInt(10)) {
                case 0 -> disk.delete(path());
                case 1, 2, 3 -> disk.mkdir(path());
                case 4, 5, 6, 7 -> disk.move(path(), path());
                default -> disk.write(path(), "" + random.nextInt(3));
            };
        }

        private String path() {
            StringBuilder path = new StringBuilder();
            for (int i = random.nextInt(4); i >= 0; i--) {
                path.append("abc".charAt(random.nextInt(3))).append(i == 0 ? "" : "/");
            }
            return path.toString();
        }
    }
}
