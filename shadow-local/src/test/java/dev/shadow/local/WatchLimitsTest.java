package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.shadow.ShadowException;
import dev.shadow.Workspace;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.core.watch.WatchStore;
import dev.shadow.tck.WatchLog;
import dev.shadow.watch.WatchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operating system gives no more of. */
class WatchLimitsTest {
    @TempDir
    Path scratch;

    @Test
    void moreChangesThanAreTakenAreAnOverflow() throws Exception {
        Path root = Files.createDirectory(scratch.resolve("tree"));
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch overflowed = new CountDownLatch(1);
        AtomicInteger changes = new AtomicInteger();
        WatchStore.Hints hints = new WatchStore.Hints() {
            @Override
            public void changed(Object watch, String name, boolean named) {
                changes.incrementAndGet();
                held.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void overflowed(Object watch) {
                overflowed.countDown();
            }

            @Override
            public void ended(Object watch) {}
        };
        try (LocalFileStore files = new LocalFileStore(root, scratch.resolve("lock"));
                WatchStore store = LocalWatchStore.start(files.root(), hints);
                WatchStore.OpenDirectory open = store.open(WorkspacePath.ROOT)) {
            open.watch();
            Files.writeString(root.resolve("first"), "x");
            assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 2_000; i++) {
                Files.writeString(root.resolve("f" + i), "x");
            }
            goOn.countDown();
            assertThat(overflowed.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(changes.get()).isLessThan(4_000);
        }
    }

    /** The limit is lowered for a child alone, in a user namespace of its own, see user_namespaces(7). */
    @Test
    void theLimitOfWatchesIsATypedFailureAtTheBeginningAndLater() throws Exception {
        assumeThat(canLimit())
                .as("not run: no user namespace with a limit of its own can be made here")
                .isTrue();
        Process child = new ProcessBuilder(
                        "unshare",
                        "-Ur",
                        "sh",
                        "-c",
                        "echo 40 > /proc/sys/user/max_inotify_watches && exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        scratch.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(ChildJvm.output(child).lines())
                .containsExactly("watching 30", "later WATCH_LIMIT", "beginning WATCH_LIMIT", "again 30");
    }

    private static boolean canLimit() throws InterruptedException {
        try {
            Process probe = new ProcessBuilder(
                            "unshare", "-Ur", "sh", "-c", "echo 40 > /proc/sys/user/max_inotify_watches")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Watches 30 directories, then more than there may be. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            Path scratch = Path.of(arguments[0]);
            try (WatchedDirectory watched = new WatchedDirectory(scratch)) {
                makeDirectories(watched, 0, 29);
                watched.log.awaitTree(watched.onDisk());
                System.out.println("watching " + watched.log.tree().size());
                makeDirectories(watched, 29, 60);
                System.out.println("later " + failure(watched));
                System.out.println("beginning " + failure(watched.workspace));
                for (int i = 29; i < 60; i++) {
                    Files.delete(watched.root.resolve("d" + i));
                }
                WatchLog log = new WatchLog();
                watched.workspace.watch(WatchRequest.withPresent("."), log);
                log.awaitTree(watched.onDisk());
                System.out.println("again " + log.tree().size());
            }
        }

        private static void makeDirectories(WatchedDirectory watched, int from, int to) throws IOException {
            for (int i = from; i < to; i++) {
                Files.createDirectory(watched.root.resolve("d" + i));
            }
        }

        private static String failure(WatchedDirectory watched) throws Exception {
            try {
                watched.watching.completion().get(30, TimeUnit.SECONDS);
                return "none";
            } catch (ExecutionException e) {
                return ((ShadowException) e.getCause()).code().name();
            }
        }

        private static String failure(Workspace workspace) {
            try {
                workspace.watch(WatchRequest.of("."), event -> {});
                return "none";
            } catch (ShadowException e) {
                return e.code().name();
            }
        }
    }
}
