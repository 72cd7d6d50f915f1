package dev.shadow.examples;

import dev.shadow.PrepareEvent;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The steps of a preparation: a line for each, and on a terminal a bar while one goes on. Not thread-safe. */
final class PrepareProgress implements Consumer<PrepareEvent>, AutoCloseable {
    private static final int BAR_WIDTH = 24;
    private static final int MESSAGE_WIDTH = 40;
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream out;
    private final Style style;
    private long stepStarted = System.nanoTime();
    private long drawn = stepStarted - REDRAW_NANOS;
    private boolean barShown;

    PrepareProgress(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    @Override
    public void accept(PrepareEvent event) {
        switch (event.state()) {
            case STARTED -> {
                stepStarted = System.nanoTime();
                draw(event);
            }
            case PROGRESS -> draw(event);
            default -> print(event);
        }
    }

    private void draw(PrepareEvent event) {
        long now = System.nanoTime();
        if (style.isTerminal() && now - drawn >= REDRAW_NANOS) {
            drawn = now;
            barShown = true;
            String message = Lines.printable(event.message());
            String shortened = message.codePointCount(0, message.length()) <= MESSAGE_WIDTH
                    ? message
                    : message.substring(0, message.offsetByCodePoints(0, MESSAGE_WIDTH));
            out.print(style.eraseLine() + event.step() + " " + bar(event.fraction()) + shortened);
            out.flush();
        }
    }

    private static String bar(Optional<Double> fraction) {
        if (fraction.isEmpty()) {
            return "";
        }
        double done = Math.max(0, Math.min(1, fraction.get()));
        int full = (int) Math.round(done * BAR_WIDTH);
        return "[" + "#".repeat(full) + "-".repeat(BAR_WIDTH - full) + "] " + Math.round(done * 100) + "% ";
    }

    private void print(PrepareEvent event) {
        close();
        String state = event.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String shown = switch (event.state()) {
            case COMPLETED -> style.success(state);
            case FAILED -> style.failure(state);
            default -> style.quiet(state);
        };
        double seconds = (System.nanoTime() - stepStarted) / 1e9;
        String time = String.format(Locale.ROOT, " (%.1f s)", seconds);
        out.println(event.step() + " " + shown + time + ": " + Lines.printable(event.message()));
        out.flush();
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        if (barShown) {
            out.print(style.eraseLine());
            out.flush();
            barShown = false;
        }
    }
}
