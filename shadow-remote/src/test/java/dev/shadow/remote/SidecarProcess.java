package dev.shadow.remote;

import dev.shadow.sidecar.SidecarMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A sidecar in a process of its own. */
final class SidecarProcess implements AutoCloseable {
    private static final String READY = "listening on [";

    private final Process process;
    private final String address;

    private SidecarProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts one.
     *
     * @param properties of the new process, each as NAME=VALUE
     */
    static SidecarProcess start(Path state, List<String> properties, String... flags) {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        properties.forEach(property -> argv.add("-D" + property));
        argv.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                SidecarMain.class.getName(),
                "--state",
                state.toString()));
        argv.addAll(List.of(flags));
        try {
            Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "sidecar-end"));
            return new SidecarProcess(process, address(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SidecarProcess onLoopback(Path state) {
        return start(state, List.of(), "--port", "0");
    }

    private static String address(Process process) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(READY)) {
                drain(lines);
                return line.substring(READY.length(), line.length() - 1);
            }
            said.append(line).append('\n');
        }
        throw new IOException("the sidecar ended before it listened: " + said);
    }

    private static void drain(BufferedReader lines) {
        Thread thread = new Thread(
                () -> lines.lines().forEach(line -> System.out.println("sidecar: " + line)), "sidecar-output");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it listens, as the remote backend takes it. */
    String address() {
        return address;
    }

    int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** As {@code kill -9} does; returns when it has ended. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the sidecar did not end within 30 s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
