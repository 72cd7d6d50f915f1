package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four threads make, fill, move and remove trees at once; in the end the events tell what is there. */
class WatchRaceTest {
    private static final int THREADS = 4;

    @TempDir
    Path scratch;

    @Test
    void fourThreadsAreFollowed() throws Exception {
        race(5, 250);
    }

    @Test
    @Tag("soak")
    void fourThreadsAreFollowedForLong() throws Exception {
        race(60, 1_500);
    }

    private void race(int rounds, int changes) throws Exception {
        long seed = new Random().nextLong();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (WatchedDirectory watched = new WatchedDirectory(scratch)) {
            for (int round = 0; round < rounds; round++) {
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    Random random = new Random(seed + (long) round * THREADS + i);
                    running.add(threads.submit(() -> {
                        for (int j = 0; j < changes; j++) {
                            change(watched.root, random);
                        }
                    }));
                }
                for (Future<?> each : running) {
                    each.get(60, TimeUnit.SECONDS);
                }
                watched.log.awaitTree(watched.onDisk());
            }
            assertThat(watched.log.mistakes()).as("seed %d", seed).isEmpty();
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void change(Path root, Random random) {
        Path path = path(root, random);
        try {
            switch (random.nextInt(8)) {
                case 0 -> deleteTree(path);
                case 1, 2 -> Files.createDirectories(path);
                case 3, 4, 5 -> Files.move(path, path(root, random));
                case 6 -> Files.move(path, path(root, random), StandardCopyOption.REPLACE_EXISTING);
                default -> Files.writeString(path, "" + random.nextInt(100));
            }
        } catch (IOException | UncheckedIOException e) {
            return; // another thread was faster, or it does not fit
        }
    }

    private static Path path(Path root, Random random) {
        Path path = root;
        for (int i = random.nextInt(5); i >= 0; i--) {
            path = path.resolve("abcd".substring(random.nextInt(4)).substring(0, 1));
        }
        return path;
    }

    private static void deleteTree(Path tree) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(tree)) {
            paths = new ArrayList<>(walk.toList());
        }
        for (int i = paths.size() - 1; i >= 0; i--) {
            Files.deleteIfExists(paths.get(i));
        }
    }
}
