package dev.shadow.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The processes of this machine by Linux's {@code /proc} (man page proc(5)). Elsewhere it knows none.
 *
 * <p>Thread-safe.
 */
final class ProcFs {
    private static final Path PROC = Path.of("/proc");

    /** CAP_SYS_ADMIN and CAP_SYS_RESOURCE, man page capabilities(7). */
    private static final long UNCOUNTED = 1L << 21 | 1L << 24;

    private static final boolean PRESENT = Files.isReadable(PROC.resolve("self/stat"));
    private static final Identity SELF = stat(ProcessHandle.current().pid())
            .map(Stat::identity)
            .orElseGet(() -> new Identity(
                    ProcessHandle.current().pid(),
                    ProcessHandle.current()
                            .info()
                            .startInstant()
                            .map(java.time.Instant::toEpochMilli)
                            .orElse(0L)));

    private ProcFs() {}

    /**
     * A process that no later one with the same number is taken for.
     *
     * @param pid the number
     * @param start in clock ticks since the machine started; elsewhere than on Linux milliseconds since 1970
     */
    record Identity(long pid, long start) {}

    /**
     * What one line of {@code /proc/PID/stat} says.
     *
     * @param identity which process
     * @param parent its parent's number
     * @param session the number of the process that leads, or led, its session
     * @param state a letter; Z for a zombie
     */
    record Stat(Identity identity, long parent, long session, char state) {
        boolean isRunning() {
            return state != 'Z' && state != 'X' && state != 'x';
        }
    }

    static Identity self() {
        return SELF;
    }

    static boolean isPresent() {
        return PRESENT;
    }

    static boolean isAlive(Identity process) {
        return stat(process.pid())
                .filter(stat -> stat.isRunning() && stat.identity().equals(process))
                .isPresent();
    }

    /** Process ids count only within one namespace; the text of the link names it. */
    static String pidNamespace() {
        try {
            return Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    /** Whether this process's own are not counted against RLIMIT_NPROC, man page getrlimit(2). */
    static boolean isUncounted() {
        long capabilities = 0;
        boolean root = false;
        for (String line : read(SELF.pid(), "status").split("\n", -1)) {
            if (line.startsWith("Uid:")) {
                root = line.split("\t", -1)[1].equals("0");
            } else if (line.startsWith("CapEff:")) {
                capabilities = Long.parseUnsignedLong(
                        line.substring("CapEff:".length()).strip(), 16);
            }
        }
        return root || (capabilities & UNCOUNTED) != 0;
    }

    /** Every process that is no zombie. */
    static List<Stat> running() {
        List<Stat> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                stat(Long.parseLong(process.getFileName().toString()))
                        .filter(Stat::isRunning)
                        .ifPresent(found::add);
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return found;
        }
        return found;
    }

    /** The program's name in parentheses may hold anything, so the fields are counted from the last parenthesis. */
    static Optional<Stat> stat(long pid) {
        String line = read(pid, "stat");
        int end = line.lastIndexOf(')');
        if (end < 0) {
            return Optional.empty();
        }
        String[] fields = line.substring(end + 2).split(" ", 21);
        if (fields.length < 21) {
            return Optional.empty();
        }
        Identity identity = new Identity(pid, Long.parseLong(fields[19]));
        return Optional.of(
                new Stat(identity, Long.parseLong(fields[1]), Long.parseLong(fields[3]), fields[0].charAt(0)));
    }

    /** A variable of the environment that the process was started with; empty when it has none or hides it. */
    static String variable(long pid, String name) {
        String prefix = name + "=";
        for (String entry : read(pid, "environ").split("\0", -1)) {
            if (entry.startsWith(prefix)) {
                return entry.substring(prefix.length());
            }
        }
        return "";
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(PROC.resolve(pid + "/" + file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
