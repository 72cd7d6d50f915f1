package dev.shadow.command;

import dev.shadow.spi.Check;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a command may use of the machine. They hold from the first instruction of its program. What counts against them, each
 * process or all of the command together, depends on how they are enforced, which {@link LimitReport} tells.
 *
 * <p>Thread-safe.
 *
 * @param cpuTime time on processors, 1 second or more, rounded up to whole seconds
 * @param memory in bytes, 1 MiB or more
 * @param processes how many at once, threads included, 1 or more
 * @param openFiles descriptors of each process, 4 or more
 * @param fileSize how long a file may grow by the command's writes, in bytes, 0 or more
 */
public record ResourceLimits(
        Optional<Duration> cpuTime,
        OptionalLong memory,
        OptionalInt processes,
        OptionalInt openFiles,
        OptionalLong fileSize) {
    /** No limits. */
    public static final ResourceLimits NONE = new ResourceLimits(
            Optional.empty(), OptionalLong.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty());

    /**
     * Checks the bounds.
     *
     * @param cpuTime the component of that name
     * @param memory the component of that name
     * @param processes the component of that name
     * @param openFiles the component of that name
     * @param fileSize the component of that name
     */
    public ResourceLimits {
        cpuTime.ifPresent(most -> Check.require(
                most.compareTo(Duration.ofSeconds(1)) >= 0, "cpuTime must be 1 second or more, and is " + most));
        memory.ifPresent(most -> Check.range("memory", most, 1 << 20, Long.MAX_VALUE));
        processes.ifPresent(most -> Check.range("processes", most, 1, Integer.MAX_VALUE));
        openFiles.ifPresent(most -> Check.range("openFiles", most, 4, Integer.MAX_VALUE));
        fileSize.ifPresent(most -> Check.range("fileSize", most, 0, Long.MAX_VALUE));
    }

    /**
     * Whether nothing is limited.
     *
     * @return true when no limit is given
     */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /**
     * A copy with a limit of CPU time. A process that passes it is ended by the signal XCPU.
     *
     * @param most 1 second or more
     * @return the copy
     */
    public ResourceLimits cpuTime(Duration most) {
        return new ResourceLimits(Optional.of(most), memory, processes, openFiles, fileSize);
    }

    /**
     * A copy with a limit of memory.
     *
     * @param bytes 1 MiB or more
     * @return the copy
     */
    public ResourceLimits memory(long bytes) {
        return new ResourceLimits(cpuTime, OptionalLong.of(bytes), processes, openFiles, fileSize);
    }

    /**
     * A copy with a limit of processes.
     *
     * @param most 1 or more
     * @return the copy
     */
    public ResourceLimits processes(int most) {
        return new ResourceLimits(cpuTime, memory, OptionalInt.of(most), openFiles, fileSize);
    }

    /**
     * A copy with a limit of open files.
     *
     * @param most 4 or more
     * @return the copy
     */
    public ResourceLimits openFiles(int most) {
        return new ResourceLimits(cpuTime, memory, processes, OptionalInt.of(most), fileSize);
    }

    /**
     * A copy with a limit of the size of files. A process that passes it is ended by the signal XFSZ, or sees its write fail
     * when it ignores that.
     *
     * @param bytes 0 or more
     * @return the copy
     */
    public ResourceLimits fileSize(long bytes) {
        return new ResourceLimits(cpuTime, memory, processes, openFiles, OptionalLong.of(bytes));
    }

    /** What can be limited. More may follow in a minor release. */
    public enum Resource {
        /** {@link ResourceLimits#cpuTime()}, in seconds. */
        CPU_TIME,
        /** {@link ResourceLimits#memory()}, in bytes. */
        MEMORY,
        /** {@link ResourceLimits#processes()}. */
        PROCESSES,
        /** {@link ResourceLimits#openFiles()}. */
        OPEN_FILES,
        /** {@link ResourceLimits#fileSize()}, in bytes. */
        FILE_SIZE
    }
}
