package dev.shadow.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lays rows out as lines. The widths are known before anything is measured, so that each line can go out at once. */
final class Table {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int LONGEST_REASON = 100;

    private final String format;

    Table(List<Row> rows) {
        int name = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        int peer = rows.stream().mapToInt(row -> row.peerName().length()).max().orElse(0);
        int limit = rows.stream()
                .mapToInt(row -> row.limit().toString().length())
                .max()
                .orElse(0);
        format =
                "%-" + Math.max(name, 4) + "s  %10s  %10s %-" + (peer + 2) + "s  %8s  %" + Math.max(limit, 8) + "s  %s";
    }

    String header() {
        return line("name", "ours", "peer", "", "ratio", "limit", "verdict");
    }

    String line(RowResult result) {
        Optional<Round> best = result.best();
        Row row = result.row();
        return line(
                row.name(),
                best.map(round -> amount(row, round.ours())).orElse("-"),
                best.map(round -> amount(row, round.peer())).orElse("-"),
                "(" + row.peerName() + ")",
                best.map(round -> ratio(round.ratio())).orElse("-"),
                row.limit().toString(),
                verdict(result));
    }

    private String line(Object... cells) {
        return String.format(Locale.ROOT, format, cells).stripTrailing();
    }

    private static String verdict(RowResult result) {
        return result.why().isEmpty()
                ? result.verdict().toString()
                : result.verdict() + " (" + shortened(result.why()) + ")";
    }

    private static String shortened(String why) {
        String line = why.lines().findFirst().orElse("");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2fx", ratio);
    }

    private static String amount(Row row, double value) {
        return row.unit() == Row.Unit.NANOS ? time(value) : String.format(Locale.ROOT, "%.1f B", value);
    }

    static String time(double nanos) {
        if (nanos < NANOS_PER_MICRO) {
            return String.format(Locale.ROOT, "%.1f ns", nanos);
        }
        if (nanos < NANOS_PER_MILLI) {
            return String.format(Locale.ROOT, "%.2f us", nanos / NANOS_PER_MICRO);
        }
        if (nanos < NANOS_PER_SECOND) {
            return String.format(Locale.ROOT, "%.2f ms", nanos / NANOS_PER_MILLI);
        }
        return String.format(Locale.ROOT, "%.2f s", nanos / NANOS_PER_SECOND);
    }
}
