package dev.shadow.local;

import dev.shadow.command.ResourceLimits;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts programs under limits. A program that sets them starts the other one, so they hold from its first instruction:
 * prlimit(1) for those of POSIX; and for processes and memory, where this process may make control groups, a shell that joins
 * them.
 *
 * <p>Thread-safe.
 */
final class ResourceLimiter implements AutoCloseable {
    static final String MEMORY = "memory";
    static final String PROCESSES = "pids";

    private static final Logger LOG = LoggerFactory.getLogger(ResourceLimiter.class);
    private static final List<Path> PLACES = List.of(Path.of("/usr/bin/prlimit"), Path.of("/bin/prlimit"));

    private static final String PREFIX = "shadow-";
    private static final List<String> CONTROLLERS = List.of(MEMORY, PROCESSES);

    private final Optional<Path> prlimit =
            PLACES.stream().filter(Files::isExecutable).findFirst();
    private final String prefix;
    private final AtomicLong count = new AtomicLong();
    private final Map<String, Optional<ControlGroupTree>> trees = new ConcurrentHashMap<>(); // by controller
    private final Set<ControlGroup> groups = ConcurrentHashMap.newKeySet();

    /**
     * A limiter.
     *
     * @param name tells its control groups from those of others
     */
    ResourceLimiter(String name) {
        this.prefix = PREFIX + name + "-";
    }

    /** Why there are no limits here; empty when there are. */
    Optional<String> obstacle() {
        return prlimit.isPresent() ? Optional.empty() : Optional.of("install prlimit, a program of util-linux");
    }

    /** A launch under limits; only where there is no obstacle. */
    LimitedLaunch apply(Launch launch, ResourceLimits limits) {
        Programs.requireInterpreter(launch.program(), launch.name());
        return LimitedLaunch.of(launch, limits, prlimit.orElseThrow(), this::group);
    }

    private Optional<ControlGroup> group(String controller) {
        return trees.computeIfAbsent(controller, this::tree).map(this::make);
    }

    /** Where groups can be made, and joined. */
    private Optional<ControlGroupTree> tree(String controller) {
        return ControlGroupTree.of(controller).filter(tree -> {
            ControlGroup probe = make(tree);
            boolean joined = probe != null && isJoinable(probe);
            close();
            return joined;
        });
    }

    private @Nullable ControlGroup make(ControlGroupTree tree) {
        try {
            ControlGroup made = ControlGroup.make(tree, prefix + count.incrementAndGet());
            groups.add(made);
            return made;
        } catch (IOException e) {
            LOG.debug("no control group in {}", tree, e);
            return null;
        }
    }

    private static boolean isJoinable(ControlGroup group) {
        try {
            return new ProcessBuilder(
                                    "/bin/sh",
                                    "-c",
                                    "echo 0 > \"$0\"",
                                    group.members().toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Removes the groups of limiters whose owners are gone.
     *
     * @param isGone tells that of the name that a limiter was given
     */
    void removeOrphans(Predicate<String> isGone) {
        for (String controller : CONTROLLERS) {
            ControlGroupTree.of(controller).ifPresent(tree -> removeOrphans(tree.own(), isGone));
        }
    }

    private static void removeOrphans(Path own, Predicate<String> isGone) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(own, PREFIX + "*")) {
            for (Path group : found) {
                String name = group.getFileName().toString();
                if (isGone.test(name.substring(PREFIX.length(), name.lastIndexOf('-')))) {
                    Files.delete(group);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("control groups of others stay in {}", own, e);
        }
    }

    /** Removes the groups of commands that have ended. Those that still have members stay. */
    @Override
    public void close() {
        groups.removeIf(ControlGroup::remove);
    }
}
