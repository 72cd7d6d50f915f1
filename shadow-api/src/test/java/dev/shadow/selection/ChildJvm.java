package dev.shadow.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Java process with an environment of its own, run to its end. */
final class ChildJvm {
    private static final String ARROW = " -> ";

    private ChildJvm() {}

    /** What the process wrote: an outcome for each case, and its log. */
    record Outcome(Map<String, String> cases, String log) {
        /** The outcome of a case: how Shadow was opened, or the failure. */
        String of(String name) {
            assertThat(cases).as(log).containsKey(name);
            return cases.get(name);
        }
    }

    static Outcome run(Map<String, String> environment, List<String> options, String... cases) {
        try {
            Path output = Files.createTempFile("shadow-child", ".out");
            Path log = Files.createTempFile("shadow-child", ".log");
            try {
                int status = run(environment, options, cases, output, log);
                assertThat(status).as(Files.readString(log)).isZero();
                return new Outcome(parse(Files.readAllLines(output)), Files.readString(log));
            } finally {
                Files.delete(output);
                Files.delete(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int run(Map<String, String> environment, List<String> options, String[] cases, Path output, Path log)
            throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>();
        argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        argv.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx64m"));
        argv.addAll(options);
        argv.addAll(List.of(cases));
        ProcessBuilder builder =
                new ProcessBuilder(argv).redirectOutput(output.toFile()).redirectError(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AGENT_") || name.startsWith("SHADOW_"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the child ends within a minute")
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Map<String, String> parse(List<String> lines) {
        Map<String, String> cases = new HashMap<>();
        for (String line : lines) {
            int arrow = line.indexOf(ARROW);
            cases.put(line.substring(0, arrow), line.substring(arrow + ARROW.length()));
        }
        return cases;
    }
}
