package dev.shadow.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where it was measured.
 *
 * @param memoryBytes 0 when it is not known
 */
record Machine(String cpu, int cores, long memoryBytes, String os, String jdk) {
    private static final long BYTES_PER_KIB = 1024;

    static Machine here() {
        return new Machine(
                cpu(linesOf("/proc/cpuinfo")),
                Runtime.getRuntime().availableProcessors(),
                memoryBytes(linesOf("/proc/meminfo")),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version") + " ("
                        + System.getProperty("java.vendor") + ")");
    }

    static String cpu(List<String> cpuinfo) {
        return value(cpuinfo, "model name", "unknown cpu");
    }

    static long memoryBytes(List<String> meminfo) {
        String kib = value(meminfo, "MemTotal", "0 kB");
        return Long.parseLong(kib.substring(0, kib.indexOf(' '))) * BYTES_PER_KIB;
    }

    private static String value(List<String> lines, String key, String otherwise) {
        return lines.stream()
                .filter(line -> line.startsWith(key) && line.indexOf(':') >= 0)
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(otherwise);
    }

    private static List<String> linesOf(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            return List.of();
        }
    }
}
