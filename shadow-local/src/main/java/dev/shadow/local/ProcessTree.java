package dev.shadow.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process with all that it started. Who left the tree by a new session or a double fork is found by the mark in its
 * environment, on Linux. A process that both left the tree and replaced its environment is not found.
 *
 * <p>A search sees one moment, and a process may fork right after it, so searches and signals go on until one finds nothing.
 *
 * <p>Not thread-safe.
 */
final class ProcessTree {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);

    /** After KILL only a process in an uninterruptible system call is left, or one of another user. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long NO_SESSION = -1;

    private final Optional<ProcessHandle> root;
    private final long session;
    private final Runnable killGroup;
    private final Predicate<String> mark;
    private final long notBefore;
    private final Map<Long, ProcessHandle> known = new LinkedHashMap<>();
    private final Set<Long> asked = new HashSet<>();

    private ProcessTree(
            Optional<ProcessHandle> root, long session, Runnable killGroup, Predicate<String> mark, long notBefore) {
        this.root = root;
        this.session = session;
        this.killGroup = killGroup;
        this.mark = mark;
        this.notBefore = notBefore;
    }

    /** A process of this one, its descendants, and who carries the mark. */
    static ProcessTree of(ProcessHandle root, Predicate<String> mark) {
        return new ProcessTree(
                Optional.of(root), NO_SESSION, () -> {}, mark, ProcFs.self().start());
    }

    /**
     * A process that leads a session, the others in that session, its descendants, and who carries the mark.
     *
     * @param leader must not be fetched by wait(2) before this tree has ended, so that its number stays its own
     * @param killGroup sends KILL to its process group as a whole, which no fork gets ahead of
     */
    static ProcessTree ofSession(long leader, Predicate<String> mark, Runnable killGroup) {
        return new ProcessTree(
                ProcessHandle.of(leader), leader, killGroup, mark, ProcFs.self().start());
    }

    /** All that carry the mark, and their descendants. */
    static ProcessTree marked(Predicate<String> mark) {
        return new ProcessTree(Optional.empty(), NO_SESSION, () -> {}, mark, 0);
    }

    /** TERM, grace, KILL. Returns when nothing is left, or, with a warning in the log, when something cannot be ended. */
    void end(Duration grace) throws InterruptedException {
        long start = System.nanoTime();
        long pause = SHORTEST_PAUSE;
        boolean interrupted = false;
        while (find()) {
            long passed = System.nanoTime() - start;
            boolean kill = interrupted || passed >= grace.toNanos();
            if (kill) {
                killGroup.run();
            }
            known.values().forEach(process -> signal(process, kill));
            if (passed > grace.plus(PATIENCE).toNanos()) {
                LOG.warn("processes cannot be ended: {}", known.keySet());
                return;
            }
            if (interrupted) {
                throw new InterruptedException();
            }
            interrupted = pause(kill ? pause : Math.min(pause, Math.max(1, grace.toNanos() - passed)));
            pause = Math.min(LONGEST_PAUSE, pause * 2);
        }
    }

    private void signal(ProcessHandle process, boolean kill) {
        if (kill) {
            process.destroyForcibly();
        } else if (asked.add(process.pid())) {
            process.destroy();
        }
    }

    private static boolean pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Whether anything runs. The root comes first, so that a shell does not go on when its child is gone. */
    private boolean find() {
        root.filter(ProcessTree::isRunning).ifPresent(process -> known.putIfAbsent(process.pid(), process));
        known.values().removeIf(process -> !isRunning(process)); // its number may soon be that of another
        if (ProcFs.isPresent()) {
            findByProc();
        } else {
            List.copyOf(known.values())
                    .forEach(process -> process.descendants().forEach(child -> known.putIfAbsent(child.pid(), child)));
        }
        known.values().removeIf(process -> !isRunning(process));
        return !known.isEmpty();
    }

    private void findByProc() {
        Map<Long, List<ProcFs.Stat>> children = new HashMap<>();
        List<Long> members = new ArrayList<>(known.keySet());
        for (ProcFs.Stat process : ProcFs.running()) {
            children.computeIfAbsent(process.parent(), parent -> new ArrayList<>())
                    .add(process);
            long pid = process.identity().pid();
            if (process.identity().start() >= notBefore
                    && pid != ProcFs.self().pid()
                    && (process.session() == session || mark.test(ProcFs.variable(pid, ProcessMark.VARIABLE)))) {
                members.add(pid);
                add(process);
            }
        }
        for (int i = 0; i < members.size(); i++) {
            for (ProcFs.Stat child : children.getOrDefault(members.get(i), List.of())) {
                if (child.identity().pid() != ProcFs.self().pid() && add(child)) {
                    members.add(child.identity().pid());
                }
            }
        }
    }

    /** The handle remembers the start time and signals no other process; the second look makes sure which one it is. */
    private boolean add(ProcFs.Stat process) {
        long pid = process.identity().pid();
        if (known.containsKey(pid)) {
            return false;
        }
        Optional<ProcessHandle> handle = ProcessHandle.of(pid);
        if (handle.isEmpty() || !ProcFs.isAlive(process.identity())) {
            return false;
        }
        known.put(pid, handle.get());
        return true;
    }

    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive()
                && (!ProcFs.isPresent()
                        || ProcFs.stat(process.pid())
                                .filter(ProcFs.Stat::isRunning)
                                .isPresent());
    }
}
