package dev.shadow.benchmarks.terminal;

import dev.shadow.benchmarks.Effort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    private ThroughputChart() {}

    static Path draw(Effort effort, Path directory) throws IOException {
        Map<String, List<Double>> series = new LinkedHashMap<>();
        series.put("terminal ring", measure(AppendLine.class, "ours", effort));
        series.put("synchronized ArrayDeque", measure(AppendLine.class, "peer", effort));
        series.put("Agrona ManyToOne, drained", measure(AppendBesideAgrona.class, "peer", effort));
        LineChart chart = new LineChart(
                "Appending lines of 80 bytes to a full terminal",
                "all threads together, on " + Runtime.getRuntime().availableProcessors() + " cores, JDK "
                        + Runtime.version().feature() + "; higher is better",
                "threads that append at once",
                "million lines a second",
                THREADS,
                series);
        Files.createDirectories(directory);
        return Files.writeString(directory.resolve("terminal-throughput.svg"), chart.svg());
    }

    private static List<Double> measure(Class<?> type, String method, Effort effort) {
        List<Double> millionsPerSecond = new ArrayList<>();
        for (int threads : THREADS) {
            millionsPerSecond.add(threads * 1e3 / nanosPerLine(type, method, threads, effort));
        }
        return millionsPerSecond;
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
}
