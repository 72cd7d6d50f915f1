package dev.shadow.sidecar;

import dev.shadow.protocol.WireJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys of calls on disk: a line before a call begins, and one with its answer when it has ended. A line is handed to the
 * operating system before the call goes on, which survives the end of this process though not that of the machine.
 *
 * <p>Kept for 24 hours, and for the last 64 to 128 MiB; answers longer than 64 KiB are not kept.
 *
 * <p>Thread-safe.
 */
final class KeyJournal implements Closeable {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final long FILE_BYTES = 64 << 20;
    private static final int ANSWER_BYTES = 64 << 10;

    private final Path current;
    private final Path older;
    private final Clock clock;
    private final Map<String, Place> places = new HashMap<>(); // guarded by this
    private OutputStream target; // guarded by this
    private long written; // guarded by this

    private KeyJournal(Path directory, Clock clock) throws IOException {
        this.current = directory.resolve("keys.jsonl");
        this.older = directory.resolve("keys.old.jsonl");
        this.clock = clock;
        Files.createDirectories(directory);
        load(older);
        written = load(current);
        target = append(current);
    }

    static KeyJournal open(Path directory, Clock clock) throws IOException {
        return new KeyJournal(directory, clock);
    }

    /** What is known of a key. No answer: its call was under way, or the answer was too long. */
    record Entry(String fingerprint, Optional<Reply> reply) {}

    /** A line of the file. Those of a key that is done have an answer, or tell that it was too long. */
    private record Line(String key, String fingerprint, long time, Optional<Reply> reply) {}

    private record Place(String fingerprint, long time, Path file, long offset, int length, boolean answered) {
        Place movedTo(Path other) {
            return new Place(fingerprint, time, other, offset, length, answered);
        }
    }

    private static OutputStream append(Path file) throws IOException {
        // Not a channel: an interrupt would close it, and cancelled calls are interrupted.
        return new FileOutputStream(file.toFile(), true);
    }

    /** The last line may be torn; it is cut off. */
    private long load(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        long end = 0;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream bytes = new BufferedInputStream(new FileInputStream(file.toFile()), 1 << 16)) {
            for (int next = bytes.read(); next >= 0; next = bytes.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                note(WireJson.read(line.toByteArray(), Line.class), file, end, line.size());
                end += line.size() + 1;
                line.reset();
            }
        }
        if (line.size() > 0) {
            try (RandomAccessFile torn = new RandomAccessFile(file.toFile(), "rw")) {
                torn.setLength(end);
            }
        }
        return end;
    }

    private void note(Line line, Path file, long offset, int length) {
        places.put(
                line.key(),
                new Place(
                        line.fingerprint(),
                        line.time(),
                        file,
                        offset,
                        length,
                        line.reply().isPresent()));
    }

    synchronized @Nullable Entry find(String key) throws IOException {
        Place place = places.get(key);
        if (place == null || place.time() < clock.millis() - KEPT.toMillis()) {
            return null;
        }
        return new Entry(place.fingerprint(), place.answered() ? Optional.of(read(place)) : Optional.empty());
    }

    private static Reply read(Place place) throws IOException {
        try (RandomAccessFile lines = new RandomAccessFile(place.file().toFile(), "r")) {
            byte[] line = new byte[place.length()];
            lines.seek(place.offset());
            lines.readFully(line);
            return WireJson.read(line, Line.class).reply().orElseThrow();
        }
    }

    synchronized void reserve(String key, String fingerprint) throws IOException {
        write(new Line(key, fingerprint, clock.millis(), Optional.empty()));
    }

    synchronized void record(String key, Reply reply) throws IOException {
        Place reserved = places.get(key);
        if (reserved != null && reply.body().size() <= ANSWER_BYTES) {
            write(new Line(key, reserved.fingerprint(), reserved.time(), Optional.of(reply)));
        }
    }

    private void write(Line line) throws IOException {
        if (written > FILE_BYTES) {
            rotate();
        }
        byte[] json = WireJson.write(line);
        byte[] whole = new byte[json.length + 1];
        System.arraycopy(json, 0, whole, 0, json.length);
        whole[json.length] = '\n';
        target.write(whole);
        note(line, current, written, json.length);
        written += whole.length;
    }

    private void rotate() throws IOException {
        target.close();
        Files.move(current, older, StandardCopyOption.REPLACE_EXISTING);
        places.values().removeIf(place -> place.file().equals(older));
        places.replaceAll((key, place) -> place.movedTo(older));
        target = append(current);
        written = 0;
    }

    @Override
    public synchronized void close() throws IOException {
        target.close();
    }
}
