package dev.shadow.local;

import com.sun.jna.Pointer;
import dev.shadow.command.Exit;
import dev.shadow.command.Signal;
import dev.shadow.core.store.OutputSink;
import dev.shadow.core.store.ProcessStore.RunningProcess;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A process that leads a session of its own. It is waited for by its number alone, and is not fetched while its tree is being
 * ended: until then no other process or group can get that number.
 *
 * <p>Thread-safe.
 */
final class NativeProcess implements RunningProcess {
    private static final int EXIT_CODE_SHIFT = 8;
    private static final int SIGNAL_MASK = 0x7f;
    private static final int BYTE_MASK = 0xff;

    private final int pid;
    private final OutputStream stdin;
    private final Output output;
    private final Predicate<String> mark;
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();
    private int killers; // guarded by this
    private boolean ended; // guarded by this; it is a zombie, or fetched
    private boolean fetched; // guarded by this
    private @Nullable OutputLoop loop; // guarded by this

    /**
     * The descriptors of a process that is running.
     *
     * @param stdout a pipe
     * @param stderr a pipe, or -1
     * @param end readable when the process has ended
     * @param wakeUp for the loop over them
     * @param terminal whether the first is a terminal and no pipe
     */
    record Output(int stdout, int stderr, int end, WakeUp wakeUp, boolean terminal) {}

    NativeProcess(int pid, OutputStream stdin, Output output, Predicate<String> mark) {
        this.pid = pid;
        this.stdin = stdin;
        this.output = output;
        this.mark = mark;
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(pid);
    }

    @Override
    public OutputStream stdin() {
        return stdin;
    }

    @Override
    public CompletableFuture<Void> readOutput(OutputSink sink, Executor threads) {
        OutputLoop reader = new OutputLoop(output, sink, this::processEnded);
        synchronized (this) {
            loop = reader;
        }
        try {
            threads.execute(reader);
        } catch (RuntimeException | Error e) { // no thread to be had
            LibC.kill(-pid, SignalNumbers.KILL);
            reader.abandon();
            throw e;
        }
        return CompletableFuture.completedFuture(null); // the loop tells the end after the output
    }

    @Override
    public synchronized void closeOutput() {
        if (loop != null) {
            loop.close();
        }
    }

    @Override
    public CompletableFuture<Exit> exit() {
        return exit;
    }

    @Override
    public synchronized void signal(Signal signal) {
        int number = SignalNumbers.of(signal);
        if (!ended) {
            LibC.kill(pid, number);
        }
    }

    @Override
    public void killTree(Duration grace) throws InterruptedException {
        synchronized (this) {
            if (fetched) {
                return;
            }
            killers++;
        }
        try {
            ProcessTree.ofSession(pid, mark, () -> LibC.kill(-pid, SignalNumbers.KILL))
                    .end(grace);
        } finally {
            synchronized (this) {
                killers--;
            }
            fetchWhenEnded();
        }
    }

    private void processEnded() {
        awaitEnd(pid);
        synchronized (this) {
            ended = true;
        }
        fetchWhenEnded();
    }

    /** Waits until the process has ended, and leaves it as a zombie. */
    static void awaitEnd(int pid) {
        while (LibC.waitid(LibC.P_PID, pid, Pointer.NULL, LibC.WEXITED | LibC.WNOWAIT) < 0) {
            if (LibC.errno() != LibC.EINTR) {
                return;
            }
        }
    }

    private void fetchWhenEnded() {
        int status;
        synchronized (this) {
            if (!ended || fetched || killers > 0) {
                return;
            }
            fetched = true;
            status = fetch(pid);
        }
        exit.complete(exit(status));
    }

    /** Waits for the end and takes the process out of the table of processes; -1 when somebody else did. */
    static int fetch(int pid) {
        try (NativeBlock status = new NativeBlock(Integer.BYTES)) {
            Pointer value = status.pointer();
            while (LibC.waitpid(pid, value, 0) < 0) {
                if (LibC.errno() != LibC.EINTR) {
                    return -1;
                }
            }
            return value.getInt(0);
        }
    }

    /** The macros of man page waitpid(2). */
    private static Exit exit(int status) {
        if (status < 0) {
            return new Exit.Unknown("somebody else in this process waited for it");
        }
        int signal = status & SIGNAL_MASK;
        return signal == 0
                ? new Exit.Exited(status >> EXIT_CODE_SHIFT & BYTE_MASK)
                : new Exit.Signalled(SignalNumbers.name(signal));
    }
}
