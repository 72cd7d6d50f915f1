package dev.shadow.local;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Named pipes (fifo(7)) for the output of commands, made in lots by one call of {@code mkfifo} and gone from the directory
 * once they are in use. {@link Process} closes its own pipes when the process ends, which would lose what those write whom it
 * left behind, and kill them by SIGPIPE.
 *
 * <p>Thread-safe.
 */
final class NamedPipes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NamedPipes.class);
    private static final int LOT = 32;

    private final Path directory;
    private final Deque<Path> spare = new ArrayDeque<>(); // guarded by this
    private int made; // guarded by this
    private boolean unusable; // guarded by this

    NamedPipes(Path directory) {
        this.directory = directory;
    }

    /** A pipe, or nothing where there is no {@code mkfifo} or the directory takes no pipes. */
    Optional<Pipe> open() {
        Optional<Path> path = take();
        try {
            return path.isPresent() ? Optional.of(new Pipe(path.get())) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("no named pipe", e);
            return Optional.empty();
        }
    }

    private synchronized Optional<Path> take() {
        if (spare.isEmpty() && !unusable) {
            try {
                makeLot();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the caller will see it at its next wait
            } catch (IOException e) {
                unusable = true;
                LOG.info("commands use plain pipes, since named ones cannot be made in {}", directory, e);
            }
        }
        return Optional.ofNullable(spare.poll());
    }

    private void makeLot() throws IOException, InterruptedException {
        Files.createDirectories(directory);
        List<String> argv = new ArrayList<>(List.of("mkfifo", "-m", "600", "--"));
        List<Path> lot = new ArrayList<>();
        for (int i = 0; i < LOT; i++) {
            lot.add(directory.resolve("pipe-" + made++));
            argv.add(lot.get(i).toString());
        }
        Process mkfifo = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = false;
        try {
            ended = mkfifo.waitFor(10, TimeUnit.SECONDS);
        } finally {
            mkfifo.destroyForcibly();
        }
        if (!ended || mkfifo.exitValue() != 0) {
            throw new IOException("mkfifo failed");
        }
        spare.addAll(lot);
    }

    @Override
    public synchronized void close() {
        unusable = true;
        spare.forEach(NamedPipes::deleteQuietly);
        spare.clear();
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("a named pipe stays", e);
        }
    }

    /** A pipe that waits for its writer to be started. Not thread-safe. */
    static final class Pipe implements AutoCloseable {
        private final Path path;
        private final FileChannel keeper;
        private final PipeStream reader;

        /** Linux opens a pipe for both at once without waiting, and while it is open neither end waits for the other. */
        private Pipe(Path path) throws IOException {
            this.path = path;
            keeper = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileInputStream first = null;
            try {
                first = new FileInputStream(path.toFile());
                reader = new PipeStream(first, new FileInputStream(path.toFile()));
            } catch (IOException e) {
                keeper.close();
                if (first != null) {
                    first.close();
                }
                deleteQuietly(path);
                throw e;
            }
        }

        File writer() {
            return path.toFile();
        }

        /** The reader, once the writer is open or has failed to open. */
        PipeStream reader() {
            close();
            return reader;
        }

        /** Only the keeper; the reader is closed by whom it was given to. */
        @Override
        public void close() {
            try {
                keeper.close();
            } catch (IOException e) {
                LOG.debug("a named pipe stays open", e);
            }
            deleteQuietly(path);
        }

        void abandon() {
            close();
            reader.close();
        }
    }
}
