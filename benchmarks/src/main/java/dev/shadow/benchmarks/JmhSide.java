package dev.shadow.benchmarks;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One benchmark method, measured by JMH in forked JVMs. The benchmark chooses between sampled calls, whose median is over
 * calls, and average time, whose median is over iterations.
 */
record JmhSide(Class<?> type, String method, Map<String, String> params) implements Side {
    private static final int WARMUP_ITERATIONS = 2;
    private static final int MEASURED_ITERATIONS = 5;

    @Override
    public double median(Effort effort) {
        try {
            Collection<RunResult> results = new Runner(options(effort)).run();
            return Medians.of(results.stream()
                    .flatMap(result -> result.getBenchmarkResults().stream())
                    .mapToDouble(JmhSide::median)
                    .toArray());
        } catch (RunnerException e) {
            throw Causes.telling(e);
        }
    }

    private static double median(BenchmarkResult fork) {
        double score = fork.getPrimaryResult().getStatistics().getPercentile(50);
        String unit = fork.getPrimaryResult().getScoreUnit();
        if (!unit.equals("ns/op")) {
            throw new IllegalStateException("benchmarks must report ns/op, and this one reports " + unit);
        }
        return score;
    }

    private Options options(Effort effort) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(type.getCanonicalName() + "." + method) + "$")
                .forks(effort.forks())
                .warmupIterations(WARMUP_ITERATIONS)
                .warmupTime(part(effort.warmup(), WARMUP_ITERATIONS))
                .measurementIterations(MEASURED_ITERATIONS)
                .measurementTime(part(effort.measured(), MEASURED_ITERATIONS))
                .timeout(TimeValue.minutes(2))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        params.forEach(options::param);
        return options.build();
    }

    private static TimeValue part(Duration whole, int parts) {
        return TimeValue.milliseconds(Math.max(1, whole.dividedBy(parts).toMillis()));
    }
}
