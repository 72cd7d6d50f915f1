package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.tck.WatchLog;
import dev.shadow.watch.WatchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many files are made, changed and removed under a watch, in a process with 64 MB of heap. */
class WatchSoakTest {
    @TempDir
    Path scratch;

    @Test
    void theEventsTellTheTreeAfterFourThousandFiles() throws Exception {
        soak(4_000);
    }

    @Test
    @Tag("soak")
    void theEventsTellTheTreeAfterAHundredThousandFiles() throws Exception {
        soak(100_000);
    }

    private void soak(int files) throws Exception {
        Process child = ChildJvm.start(Child.class, Map.of("LC_ALL", "C.UTF-8"), scratch, files);
        assertThat(ChildJvm.output(child)).isEqualTo("made\nchanged\nremoved\nthe slow one knows\n");
    }

    /** One consumer follows; another takes its first event when all is over. */
    static final class Child {
        private static final int A_DIRECTORY = 200;

        private Child() {}

        public static void main(String[] arguments) throws Exception {
            int files = Integer.parseInt(arguments[1]);
            WatchLog slow = new WatchLog();
            CountDownLatch over = new CountDownLatch(1);
            try (WatchedDirectory watched = new WatchedDirectory(Path.of(arguments[0]))) {
                var unused = watched.workspace.watch(WatchRequest.of("."), event -> {
                    awaitQuietly(over);
                    slow.accept(event);
                });
                for (int i = 0; i < files; i++) {
                    Files.createDirectories(directory(watched, i));
                    Files.writeString(file(watched, i), "1");
                }
                say(watched, "made");
                for (int i = 0; i < files; i++) {
                    Files.writeString(file(watched, i), "two");
                    if (i % 10 == 0) {
                        Files.move(file(watched, i), directory(watched, i).resolve("moved" + i));
                    }
                }
                say(watched, "changed");
                for (int i = 0; i < files; i++) {
                    if (i % 100 != 0) {
                        Files.deleteIfExists(file(watched, i));
                    }
                }
                say(watched, "removed");
                over.countDown();
                slow.awaitTree(watched.onDisk());
                System.out.println("the slow one knows");
            }
        }

        private static void say(WatchedDirectory watched, String what) throws IOException {
            watched.log.awaitTree(watched.onDisk());
            System.out.println(
                    watched.log.mistakes().isEmpty()
                            ? what
                            : watched.log.mistakes().toString());
        }

        private static Path directory(WatchedDirectory watched, int i) {
            return watched.root.resolve("d" + i / A_DIRECTORY);
        }

        private static Path file(WatchedDirectory watched, int i) {
            return directory(watched, i).resolve("f" + i);
        }

        private static void awaitQuietly(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
