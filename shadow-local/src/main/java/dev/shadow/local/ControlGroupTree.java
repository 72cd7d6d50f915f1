package dev.shadow.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the control group of this process is, for one controller: man page cgroups(7), both versions.
 *
 * <p>Thread-safe.
 *
 * @param own the directory of this process's own group, beneath which others can be made
 * @param unified whether it is of version 2
 */
record ControlGroupTree(Path own, boolean unified) {
    private static final int ROOT_FIELD = 3;
    private static final int MOUNT_FIELD = 4;
    private static final Path PROC_SELF = Path.of("/proc/self");

    /** The tree of a controller such as {@code pids}; empty where this process may make no groups with it. */
    static Optional<ControlGroupTree> of(String controller) {
        return of(controller, PROC_SELF);
    }

    static Optional<ControlGroupTree> of(String controller, Path proc) {
        try {
            List<String> groups = Files.readAllLines(proc.resolve("cgroup"));
            List<String> mounts = Files.readAllLines(proc.resolve("mountinfo"));
            Optional<ControlGroupTree> first = find(groups, mounts, controller, false);
            return (first.isPresent() ? first : find(groups, mounts, controller, true))
                    .filter(tree -> tree.isUsable(controller));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ControlGroupTree> find(
            List<String> groups, List<String> mounts, String controller, boolean unified) {
        Optional<String> group = groups.stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> unified
                        ? parts[0].equals("0") && parts[1].isEmpty()
                        : Arrays.asList(parts[1].split(",", -1)).contains(controller))
                .map(parts -> parts[2])
                .findFirst();
        return group.flatMap(path -> mounts.stream()
                .flatMap(line -> directory(line, path, controller, unified).stream())
                .findFirst()
                .map(directory -> new ControlGroupTree(directory, unified)));
    }

    /** Fields before the separator: id, parent, device, root, mount point; after it: type, source, options. */
    private static Optional<Path> directory(String mount, String group, String controller, boolean unified) {
        String[] halves = mount.split(" - ", 2);
        String[] left = halves[0].split(" ", -1);
        String[] right = halves.length < 2 ? new String[0] : halves[1].split(" ", -1);
        boolean fits = right.length >= 3
                && (unified
                        ? right[0].equals("cgroup2")
                        : right[0].equals("cgroup")
                                && Arrays.asList(right[2].split(",", -1)).contains(controller));
        Path root = fits ? Path.of(left[ROOT_FIELD]) : Path.of("");
        return fits && Path.of(group).startsWith(root)
                ? Optional.of(Path.of(left[MOUNT_FIELD])
                        .resolve(root.relativize(Path.of(group)).toString()))
                : Optional.empty();
    }

    /** In version 2 a group's children have the controllers that it hands on. */
    private boolean isUsable(String controller) {
        try {
            return Files.isWritable(own)
                    && (!unified
                            || Arrays.asList(Files.readString(own.resolve("cgroup.subtree_control"))
                                            .strip()
                                            .split(" "))
                                    .contains(controller));
        } catch (IOException e) {
            return false;
        }
    }
}
