package dev.shadow.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The limits of this process, which those of its commands cannot exceed: man page proc(5). Thread-safe. */
final class InheritedLimits {
    private static final Path FILE = Path.of("/proc/self/limits");

    private InheritedLimits() {}

    /** The hard limit that has this name in the file; the largest number when there is none. */
    static long hard(String name) {
        try {
            for (String line : Files.readAllLines(FILE)) {
                if (line.startsWith(name + " ")) {
                    String hard = line.substring(name.length()).strip().split(" +", -1)[1];
                    return hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard);
                }
            }
        } catch (IOException | RuntimeException e) {
            return Long.MAX_VALUE;
        }
        return Long.MAX_VALUE;
    }
}
