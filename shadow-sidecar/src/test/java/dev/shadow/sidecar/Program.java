package dev.shadow.sidecar;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The sidecar as people start it: the jar in a process of its own. Its errors go to a file. */
final class Program implements AutoCloseable {
    static final Path JAR = Path.of("target", "shadow-sidecar.jar").toAbsolutePath();
    static final Path LAUNCHER = Path.of("target", "shadow-sidecar").toAbsolutePath();

    private final Process process;
    private final Path errors;
    private final BufferedReader out;

    private Program(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static List<String> java(String... options) {
        List<String> line = new ArrayList<>();
        line.add(ProcessHandle.current().info().command().orElse("java"));
        line.addAll(List.of(options));
        line.addAll(List.of("-jar", JAR.toString()));
        return line;
    }

    static Program start(Path scratch, Map<String, String> environment, List<String> program, String... arguments)
            throws IOException {
        List<String> line = new ArrayList<>(program);
        line.addAll(Arrays.asList(arguments));
        Path errors = Files.createTempFile(scratch, "sidecar", ".log");
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(errors.toFile());
        builder.environment().put("XDG_STATE_HOME", scratch.resolve("xdg").toString());
        builder.environment().putAll(environment);
        return new Program(builder.start(), errors);
    }

    /** Waits until it says where it listens. */
    URI address() throws IOException {
        String line = out.readLine();
        if (line == null || !line.startsWith("listening on [")) {
            throw new AssertionError("it said '" + line + "' and " + errors());
        }
        return URI.create(
                line.substring(line.indexOf('[') + 1, line.indexOf(']')).replaceFirst(",.*", ""));
    }

    String output() throws IOException, InterruptedException {
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(30, TimeUnit.SECONDS);
        return text;
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    long pid() {
        return process.pid();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the program goes on");
        }
        return process.exitValue();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
