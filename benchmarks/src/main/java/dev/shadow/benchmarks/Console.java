package dev.shadow.benchmarks;

import java.io.PrintStream;

/** Standard output: plain lines, and on a terminal colour and a line that tells what is going on. Not thread-safe. */
final class Console {
    private static final String ERASE_LINE = "\r\u001b[K";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final boolean terminal;

    Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void line(String text) {
        out.println(terminal ? ERASE_LINE + text : text);
        out.flush();
    }

    void row(String text, Verdict verdict) {
        if (!terminal || verdict == Verdict.NOT_RUN) {
            line(text);
        } else {
            line((verdict.passes() ? GREEN : RED) + text + PLAIN);
        }
    }

    void progress(String text) {
        if (terminal) {
            out.print(ERASE_LINE + text);
            out.flush();
        }
    }
}
