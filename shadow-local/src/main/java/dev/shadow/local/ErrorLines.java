package dev.shadow.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Reads what a program writes to its standard error: the beginning of all of it, and each newest line. Thread-safe. */
final class ErrorLines {
    private static final int MOST_KEPT = 64 << 10;
    private static final int LONGEST_LINE = 1 << 10;

    private final InputStream in;
    private final AtomicReference<String> newest = new AtomicReference<>("");

    ErrorLines(InputStream in) {
        this.in = in;
    }

    /** To the end. */
    String read() throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] some = new byte[8 << 10];
        try (in) {
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                kept.write(some, 0, Math.min(count, MOST_KEPT - kept.size()));
                for (int i = 0; i < count; i++) {
                    add(some[i], line);
                }
            }
        }
        return kept.toString(StandardCharsets.UTF_8);
    }

    /** Progress is written over and over the same line. */
    private void add(byte one, ByteArrayOutputStream line) {
        if (one == '\r' || one == '\n') {
            newest.set(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else if (line.size() < LONGEST_LINE) {
            line.write(one);
        }
    }

    /** The line that ended last, once. */
    Optional<String> newest() {
        String line = newest.getAndSet("");
        return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }
}
