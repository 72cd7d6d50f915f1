package dev.shadow.core.terminal;

import dev.shadow.core.terminal.TerminalEngine.Keeping;
import dev.shadow.spi.Deadline;
import dev.shadow.terminal.TerminalEntry.Kind;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A process that appends until it is killed, and prints what it knows to be on disk. */
final class AppendingProcess {
    private AppendingProcess() {}

    public static void main(String[] args) throws InterruptedException {
        TerminalLimits limits = new TerminalLimits(20_000, 2_000_000);
        TerminalEngine terminal =
                new TerminalEngine(limits, new TerminalBudget(64L << 20), Path.of(args[0]), Keeping.ALWAYS);
        int persistEvery = Integer.parseInt(args[1]);
        PrintStream out = System.out;
        out.println("first " + terminal.stats().nextSequence());
        out.flush();
        for (int i = 1; i < Integer.MAX_VALUE; i++) {
            long expected = terminal.stats().nextSequence();
            byte[] line = text(expected).getBytes(StandardCharsets.US_ASCII);
            terminal.append(Kind.STDOUT, "c-1", line, 0, line.length);
            if (i % persistEvery == 0) {
                out.println("durable " + terminal.persist(Deadline.after(Duration.ofSeconds(30))));
                out.flush();
            }
        }
    }

    static String text(long sequence) {
        return "entry " + sequence + " " + "x".repeat((int) (sequence % 97));
    }
}
