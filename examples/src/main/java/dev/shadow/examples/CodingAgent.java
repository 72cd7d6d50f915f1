package dev.shadow.examples;

import dev.shadow.ShadowException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/**
 * An agent that works through a plan: it prepares a workspace, makes the tool calls of the plan as a language model would,
 * commits and pushes. Without arguments it works on a clone of the checkout that it is run in.
 */
public final class CodingAgent {
    /** The work was done. */
    static final int DONE = 0;
    /** A step failed, or the workspace could not be had, or the work could not be pushed. */
    static final int FAILED = 1;
    /** The arguments or the plan cannot be used; nothing was begun. */
    static final int UNUSABLE = 2;

    private static final long SECONDS_TO_CLEAN_UP = 30;

    private CodingAgent() {}

    /**
     * Runs the agent and exits with 0 when the work was done.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Host host = new Host(out, err, Style.ofThisTerminal(), Path.of(System.getProperty("java.io.tmpdir")));
        CountDownLatch finished = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(cleanUpFirst(Thread.currentThread(), finished));
        int status = FAILED;
        try {
            status = run(arguments, host);
        } finally {
            out.flush();
            finished.countDown();
        }
        System.exit(status);
    }

    /** Ctrl-C interrupts the work, which then takes away what it made. */
    private static Thread cleanUpFirst(Thread worker, CountDownLatch finished) {
        return new Thread(() -> {
            try {
                if (finished.getCount() > 0) {
                    worker.interrupt();
                    finished.await(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    static int run(String[] arguments, Host host) {
        AgentOptions options = new AgentOptions();
        CommandLine line = new CommandLine(options).setExpandAtFiles(false);
        try {
            line.parseArgs(arguments);
            if (options.help()) {
                line.usage(host.out());
                return DONE;
            }
            return run(options, host);
        } catch (CommandLine.ParameterException | PlanException e) {
            return fail(host, UNUSABLE, String.valueOf(e.getMessage()));
        } catch (ShadowException e) {
            int status = fail(host, FAILED, e.code() + ": " + e.message());
            for (Throwable also : e.getSuppressed()) {
                host.err().println("and then: " + also.getMessage());
            }
            return status;
        } catch (UncheckedIOException e) {
            return fail(host, FAILED, e.getMessage() + ": " + e.getCause());
        }
    }

    private static int run(AgentOptions options, Host host) {
        options.check();
        // The plan is read first: a mistake in it is found before anything is made.
        List<PlanStep> plan =
                options.plan().isPresent() ? PlanReader.read(options.plan().get()) : Demo.plan();
        boolean keep = options.keep();
        try (Scratch scratch = Scratch.in(host.temporary(), keep)) {
            String repository = options.repository().isPresent()
                    ? options.repository().get()
                    : Demo.repository(Demo.checkout(), scratch.path(), host);
            Optional<SidecarBeside> sidecar = options.sidecar(scratch);
            try {
                return new AgentRun(options.job(repository, plan), scratch, host)
                        .execute(options.shadow(scratch, sidecar));
            } finally {
                sidecar.ifPresent(SidecarBeside::close);
            }
        }
    }

    private static int fail(Host host, int status, String message) {
        host.out().flush();
        host.err().println(host.style().failure("error: ") + message);
        return status;
    }
}
