package dev.shadow.local;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A control group for one controller and one command.
 *
 * <p>Thread-safe.
 */
final class ControlGroup {
    private static final Logger LOG = LoggerFactory.getLogger(ControlGroup.class);

    private final Path directory;
    private final boolean unified;

    private ControlGroup(Path directory, boolean unified) {
        this.directory = directory;
        this.unified = unified;
    }

    /** A group without limits and members. */
    static ControlGroup make(ControlGroupTree tree, String name) throws IOException {
        return new ControlGroup(Files.createDirectory(tree.own().resolve(name)), tree.unified());
    }

    void limitProcesses(int most) throws IOException {
        write("pids.max", most);
    }

    /** Pages in the swap space count as well, where the kernel counts them. */
    void limitMemory(long bytes) throws IOException {
        if (unified) {
            write("memory.max", bytes);
            writeIfThere("memory.swap.max", 0);
        } else {
            write("memory.limit_in_bytes", bytes);
            writeIfThere("memory.memsw.limit_in_bytes", bytes);
        }
    }

    private void write(String file, long value) throws IOException {
        Files.writeString(directory.resolve(file), Long.toString(value));
    }

    private void writeIfThere(String file, long value) throws IOException {
        if (Files.exists(directory.resolve(file))) {
            write(file, value);
        }
    }

    /** Whoever writes a 0 to this file becomes a member. */
    Path members() {
        return directory.resolve("cgroup.procs");
    }

    /** Whether the kernel ended a member because the group used all the memory that it might. */
    boolean isOutOfMemory() {
        return counter(unified ? "memory.events" : "memory.oom_control", "oom_kill ") > 0;
    }

    /** Whether a member could not start a process because there were as many as might be. */
    boolean isOutOfProcesses() {
        return counter("pids.events", "max ") > 0;
    }

    private long counter(String file, String prefix) {
        try {
            for (String line : Files.readAllLines(directory.resolve(file))) {
                if (line.startsWith(prefix)) {
                    return Long.parseLong(line.substring(prefix.length()).strip());
                }
            }
        } catch (IOException | NumberFormatException e) {
            LOG.debug("a control group does not tell its {}", file, e);
        }
        return 0;
    }

    /** False while it has members. */
    boolean remove() {
        try {
            Files.delete(directory);
            return true;
        } catch (NoSuchFileException e) {
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        } catch (IOException e) {
            LOG.debug("a control group stays for now", e);
            return false;
        }
    }
}
