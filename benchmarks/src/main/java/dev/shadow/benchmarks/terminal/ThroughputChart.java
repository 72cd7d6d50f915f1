package dev.shadow.benchmarks.terminal;

import dev.shadow.benchmarks.Effort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Lines a second of all threads together, against the number of threads, as an SVG. Thread-safe. */
final class ThroughputChart {
    private static final List<Integer> THREADS = List.of(1, 2, 4, 8);
    private static final int ITERATIONS = 5;
    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int RIGHT = 450;
    private static final int TOP = 50;
    private static final int BOTTOM = 340;
    private static final List<String> COLOURS = List.of("#1b6ca8", "#c0392b", "#7f8c8d");

    private ThroughputChart() {}

    static Path draw(Effort effort, Path directory) throws IOException {
        Map<String, List<Double>> series = new LinkedHashMap<>();
        series.put("terminal ring", measure(AppendLine.class, "ours", effort));
        series.put("synchronized ArrayDeque", measure(AppendLine.class, "peer", effort));
        series.put("Agrona ManyToOne, drained", measure(AppendBesideAgrona.class, "peer", effort));
        Files.createDirectories(directory);
        return Files.writeString(directory.resolve("terminal-throughput.svg"), svg(series));
    }

    private static List<Double> measure(Class<?> type, String method, Effort effort) {
        List<Double> linesPerSecond = new ArrayList<>();
        for (int threads : THREADS) {
            linesPerSecond.add(threads * 1e9 / nanosPerLine(type, method, threads, effort));
        }
        return linesPerSecond;
    }

    private static double nanosPerLine(Class<?> type, String method, int threads, Effort effort) {
        TimeValue part = TimeValue.milliseconds(
                Math.max(1, effort.measured().dividedBy(ITERATIONS).toMillis()));
        try {
            RunResult result = new Runner(new OptionsBuilder()
                            .include("^" + Pattern.quote(type.getCanonicalName() + "." + method) + "$")
                            .threads(threads)
                            .forks(1)
                            .warmupIterations(2)
                            .warmupTime(part)
                            .measurementIterations(ITERATIONS)
                            .measurementTime(part)
                            .shouldFailOnError(true)
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .runSingle();
            return result.getPrimaryResult().getStatistics().getPercentile(50);
        } catch (RunnerException e) {
            throw new IllegalStateException("no chart: " + e.getMessage(), e);
        }
    }

    static String svg(Map<String, List<Double>> series) {
        double most = 4
                * step(series.values().stream()
                        .flatMap(List::stream)
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(1));
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" "
                        + "font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH,
                HEIGHT));
        text(svg, LEFT, TOP - 25, "Lines of 80 bytes appended to a full terminal, millions a second, all threads");
        text(svg, (LEFT + RIGHT) / 2, BOTTOM + 40, "threads");
        for (int i = 0; i <= 4; i++) {
            double y = BOTTOM - (BOTTOM - TOP) * i / 4.0;
            line(svg, LEFT, y, RIGHT, y, "#dddddd");
            text(svg, LEFT - 45, y + 4, String.format(Locale.ROOT, "%5.1f", most * i / 4 / 1e6));
        }
        for (int i = 0; i < THREADS.size(); i++) {
            text(svg, x(i) - 3, BOTTOM + 20, THREADS.get(i).toString());
        }
        int place = 0;
        for (Map.Entry<String, List<Double>> one : series.entrySet()) {
            curve(svg, one.getValue(), most, COLOURS.get(place));
            line(svg, RIGHT + 15, TOP + 20.0 * place, RIGHT + 30, TOP + 20.0 * place, COLOURS.get(place));
            text(svg, RIGHT + 35, TOP + 20.0 * place + 4, one.getKey());
            place++;
        }
        return svg.append("</svg>\n").toString();
    }

    /** A quarter of an axis that reaches so far: 1, 2, 2.5 or 5 times a power of ten. */
    private static double step(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most / 4)));
        for (double times : new double[] {1, 2, 2.5, 5}) {
            if (4 * times * power >= most) {
                return times * power;
            }
        }
        return 10 * power;
    }

    private static void curve(StringBuilder svg, List<Double> values, double most, String colour) {
        for (int i = 0; i < values.size(); i++) {
            double y = y(values.get(i), most);
            svg.append(String.format(
                    Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>%n", x(i), y, colour));
            if (i > 0) {
                line(svg, x(i - 1), y(values.get(i - 1), most), x(i), y, colour);
            }
        }
    }

    private static double x(int i) {
        return LEFT + 20 + (RIGHT - LEFT - 40) * i / (THREADS.size() - 1.0);
    }

    private static double y(double value, double most) {
        return BOTTOM - (BOTTOM - TOP) * value / most;
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2, String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                x1,
                y1,
                x2,
                y2,
                colour));
    }

    private static void text(StringBuilder svg, double x, double y, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">%s</text>%n", x, y, text));
    }
}
