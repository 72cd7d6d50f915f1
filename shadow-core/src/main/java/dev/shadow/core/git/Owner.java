package dev.shadow.core.git;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of this machine, told by its start from a later one with the same number. Thread-safe. */
record Owner(long process, long started) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})@(\\d{1,18})");

    static Owner current() {
        return of(ProcessHandle.current());
    }

    private static Owner of(ProcessHandle process) {
        return new Owner(
                process.pid(),
                process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    /** What {@link #toString} wrote; empty for anything else. */
    static Optional<Owner> parse(String text) {
        Matcher match = TEXT.matcher(text);
        return match.matches()
                ? Optional.of(new Owner(Long.parseLong(match.group(1)), Long.parseLong(match.group(2))))
                : Optional.empty();
    }

    boolean isAlive() {
        return ProcessHandle.of(process)
                .filter(ProcessHandle::isAlive)
                .filter(found -> of(found).equals(this))
                .isPresent();
    }

    @Override
    public String toString() {
        return process + "@" + started;
    }
}
