package dev.shadow.local;

import dev.shadow.command.LimitReport;
import dev.shadow.command.LimitReport.Mechanism;
import dev.shadow.command.ResourceLimits;
import dev.shadow.command.ResourceLimits.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A launch under limits.
 *
 * <p>Thread-safe.
 *
 * @param launch of the programs that set the limits, and then of the program itself
 * @param limits what was done about each
 */
record LimitedLaunch(Launch launch, List<Limit> limits) {
    private static final Path SHELL = Path.of("/bin/sh");

    /** Joins the groups named before the separator, and becomes what follows it. */
    private static final String JOIN =
            "while [ \"$1\" != -- ]; do echo 0 > \"$1\" || exit 125; shift; done; shift; exec \"$@\"";

    LimitedLaunch {
        limits = List.copyOf(limits);
    }

    /**
     * One limit.
     *
     * @param report what is known before the end
     * @param group enforces it, where one does
     */
    record Limit(LimitReport report, Optional<ControlGroup> group) {
        LimitReport now() {
            boolean reached = group.isPresent()
                    && (report.resource() == Resource.MEMORY
                            ? group.get().isOutOfMemory()
                            : group.get().isOutOfProcesses());
            return new LimitReport(report.resource(), report.value(), report.mechanism(), report.scope(), reached);
        }
    }

    /**
     * Puts limits around a launch.
     *
     * @param prlimit the program of that name
     * @param groups makes a control group for a controller, where that can be done
     */
    static LimitedLaunch of(
            Launch launch, ResourceLimits limits, Path prlimit, Function<String, Optional<ControlGroup>> groups) {
        Plan plan = new Plan(groups);
        limits.cpuTime().ifPresent(plan::cpuTime);
        limits.memory().ifPresent(plan::memory);
        limits.processes().ifPresent(plan::processes);
        limits.openFiles().ifPresent(most -> plan.rlimit(Resource.OPEN_FILES, most, "Max open files", "nofile"));
        limits.fileSize().ifPresent(most -> plan.rlimit(Resource.FILE_SIZE, most, "Max file size", "fsize"));
        return new LimitedLaunch(plan.wrap(launch, prlimit), plan.limits);
    }

    /** The limits of one command, being put together. Not thread-safe. */
    private static final class Plan {
        private final Function<String, Optional<ControlGroup>> groups;
        private final List<String> options = new ArrayList<>();
        private final List<String> joined = new ArrayList<>();
        private final List<Limit> limits = new ArrayList<>();

        Plan(Function<String, Optional<ControlGroup>> groups) {
            this.groups = groups;
        }

        /** A second after the signal XCPU, which can be caught, comes KILL. */
        void cpuTime(Duration asked) {
            long hard = InheritedLimits.hard("Max cpu time");
            long most = Math.min(hard, asked.plusNanos(999_999_999).toSeconds());
            options.add("--cpu=" + most + ":" + Math.min(hard, most + 1));
            report(Resource.CPU_TIME, most, Mechanism.RLIMIT, "each process", Optional.empty());
        }

        void rlimit(Resource resource, long asked, String inherited, String option) {
            long most = Math.min(asked, InheritedLimits.hard(inherited));
            options.add("--" + option + "=" + most + ":" + most);
            report(resource, most, Mechanism.RLIMIT, "each process", Optional.empty());
        }

        void memory(long bytes) {
            Optional<ControlGroup> group = group(ResourceLimiter.MEMORY, made -> made.limitMemory(bytes));
            if (group.isPresent()) {
                report(Resource.MEMORY, bytes, Mechanism.CGROUP, "all processes of the command together", group);
                return;
            }
            long most = Math.min(bytes, InheritedLimits.hard("Max address space"));
            options.add("--as=" + most + ":" + most);
            report(Resource.MEMORY, most, Mechanism.RLIMIT, "the address space of each process", Optional.empty());
        }

        void processes(int count) {
            Optional<ControlGroup> group = group(ResourceLimiter.PROCESSES, made -> made.limitProcesses(count));
            if (group.isPresent()) {
                report(Resource.PROCESSES, count, Mechanism.CGROUP, "all of the command together", group);
            } else if (ProcFs.isUncounted()) {
                report(
                        Resource.PROCESSES,
                        count,
                        Mechanism.NONE,
                        "not enforced: it runs as root, or with the like power, whom RLIMIT_NPROC does not bind, and no"
                                + " control group can be made",
                        Optional.empty());
            } else {
                long most = Math.min(count, InheritedLimits.hard("Max processes"));
                options.add("--nproc=" + most + ":" + most);
                report(
                        Resource.PROCESSES,
                        most,
                        Mechanism.RLIMIT,
                        "all processes and threads of the user together, whoever started them",
                        Optional.empty());
            }
        }

        private Optional<ControlGroup> group(String controller, GroupLimit limit) {
            Optional<ControlGroup> group = groups.apply(controller).filter(made -> {
                try {
                    limit.set(made);
                    return true;
                } catch (IOException e) {
                    made.remove();
                    return false;
                }
            });
            group.ifPresent(made -> joined.add(made.members().toString()));
            return group;
        }

        private void report(
                Resource resource, long value, Mechanism mechanism, String scope, Optional<ControlGroup> group) {
            limits.add(new Limit(new LimitReport(resource, value, mechanism, scope, false), group));
        }

        Launch wrap(Launch launch, Path prlimit) {
            Launch wrapped = launch;
            if (!options.isEmpty()) {
                List<String> arguments = new ArrayList<>(options);
                arguments.add("--");
                wrapped = wrapped.through(prlimit, arguments);
            }
            if (!joined.isEmpty()) {
                List<String> arguments = new ArrayList<>(List.of("-c", JOIN, "sh"));
                arguments.addAll(joined);
                arguments.add("--");
                wrapped = wrapped.through(SHELL, arguments);
            }
            return wrapped;
        }
    }

    @FunctionalInterface
    private interface GroupLimit {
        void set(ControlGroup group) throws IOException;
    }
}
