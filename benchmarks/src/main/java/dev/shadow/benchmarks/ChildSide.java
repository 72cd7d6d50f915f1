package dev.shadow.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A program that prints one number, in new JVMs: what JMH cannot tell, such as a percentile of paced calls. It is given the
 * milliseconds of warm-up and of measuring, and then its own arguments. Thread-safe.
 *
 * @param program has a main method
 * @param arguments its own
 * @param heap its size, as the JVM takes it
 */
public record ChildSide(Class<?> program, List<String> arguments, String heap) implements Side {
    private static final String HEAP = "512m";

    /**
     * A program with its arguments.
     *
     * @param program has a main method
     * @param arguments its own
     * @return the side
     */
    public static ChildSide of(Class<?> program, String... arguments) {
        return new ChildSide(program, List.of(arguments), HEAP);
    }

    /**
     * A copy in JVMs of another size.
     *
     * @param size such as {@code 64m}
     * @return the copy
     */
    public ChildSide withHeap(String size) {
        return new ChildSide(program, arguments, size);
    }

    @Override
    public double median(Effort effort) {
        double[] values = new double[effort.forks()];
        for (int i = 0; i < values.length; i++) {
            values[i] = run(effort);
        }
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private double run(Effort effort) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xms" + heap,
                "-Xmx" + heap,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                Long.toString(effort.warmup().toMillis()),
                Long.toString(effort.measured().toMillis())));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(program.getSimpleName() + " failed: " + output);
            }
            return Double.parseDouble(output.strip());
        } catch (IOException e) {
            throw new IllegalStateException(program.getSimpleName() + " could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
