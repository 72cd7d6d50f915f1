package dev.shadow.local;

import static dev.shadow.local.TestTree.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceLocksTest {
    private static final int ROUNDS = 200;

    @TempDir
    Path scratch;

    private TestTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = new TestTree(scratch);
    }

    /** Reads a number and writes the next one: what others do in between is lost. */
    private static void count(LocalFileStore store, String name) throws IOException, InterruptedException {
        store.locked(path(name), TestTree.soon(), () -> {
            int value;
            try (var file = store.open(path(name));
                    var stream = java.nio.channels.Channels.newInputStream(file.channel())) {
                value = Integer.parseInt(new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII));
            }
            store.replace(
                    path(name),
                    java.util.Optional.empty(),
                    false,
                    target -> target.write(TestTree.bytes(String.valueOf(value + 1))));
            return value;
        });
    }

    /** Runs in its own process. */
    static final class CountingChild {
        private CountingChild() {}

        public static void main(String[] args) throws Exception {
            LocalFileStore store = new LocalFileStore(Path.of(args[0]), Path.of(args[1]));
            for (int i = 0; i < ROUNDS; i++) {
                count(store, "n");
            }
            System.out.print("done");
        }
    }

    @Test
    void processesAndThreadsDoNotLoseEachOthersChanges() throws Exception {
        tree.write("n", "0");
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            children.add(ChildJvm.start(CountingChild.class, Map.of(), tree.root, tree.lockFile));
        }
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> counters = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                LocalFileStore another = new LocalFileStore(tree.root, tree.lockFile);
                counters.add(pool.submit(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        count(another, "n");
                    }
                    return null;
                }));
            }
            for (Future<?> each : counters) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
        for (Process child : children) {
            assertThat(ChildJvm.output(child)).isEqualTo("done");
        }
        assertThat(tree.read("n")).isEqualTo(String.valueOf(6 * ROUNDS));
    }

    /** Holds a lock until its input ends. */
    static final class HoldingChild {
        private HoldingChild() {}

        public static void main(String[] args) throws Exception {
            LocalFileStore store = new LocalFileStore(Path.of(args[0]), Path.of(args[1]));
            store.locked(path("n"), TestTree.soon(), () -> {
                System.out.println("held");
                return System.in.read();
            });
        }
    }

    @Test
    void waitingForAnotherProcessEndsAtTheDeadlineOrWithThatProcess() throws Exception {
        Process holder = ChildJvm.start(HoldingChild.class, Map.of(), tree.root, tree.lockFile);
        try {
            assertThat(new java.io.BufferedReader(new java.io.InputStreamReader(
                                    holder.getInputStream(), java.nio.charset.StandardCharsets.UTF_8))
                            .readLine())
                    .isEqualTo("held");
            Deadline brief = Deadline.after(Duration.ofMillis(100));
            ShadowException failure = catchThrowableOfType(
                    ShadowException.class, () -> tree.store.locked(path("n"), brief, () -> "never"));
            assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
            assertThat(tree.store.<String>locked(path("other"), TestTree.soon(), () -> "free"))
                    .isEqualTo("free");
            holder.destroyForcibly();
            assertThat(tree.store.<String>locked(path("n"), TestTree.soon(), () -> "mine"))
                    .isEqualTo("mine");
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void anInterruptEndsTheWaitAndLeavesTheLocksOfOthers() throws Exception {
        AtomicReference<Throwable> outcome = new AtomicReference<>();
        CountDownLatch waiting = new CountDownLatch(1);
        Thread waiter = new Thread(() -> {
            waiting.countDown();
            outcome.set(catchThrowable(() -> tree.store.locked(path("n"), TestTree.soon(), () -> "never")));
        });
        tree.store.locked(path("n"), TestTree.soon(), () -> {
            waiter.start();
            waiting.await();
            waiter.interrupt();
            waiter.join();
            return tree.store.locked(path("n"), TestTree.soon(), () -> "again by the same thread");
        });
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    }
}
