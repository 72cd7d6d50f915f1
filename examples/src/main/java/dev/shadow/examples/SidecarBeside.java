package dev.shadow.examples;

import dev.shadow.sidecar.SidecarMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A sidecar in a process of its own, for as long as one run takes. */
final class SidecarBeside implements AutoCloseable {
    private static final String READY = "listening on [";
    private static final int TOKEN_BYTES = 24;
    private static final int SECONDS_TO_END = 20;

    private final Process process;
    private final Path tokenFile;
    private final String url;

    private SidecarBeside(Process process, Path tokenFile, String url) {
        this.process = process;
        this.tokenFile = tokenFile;
        this.url = url;
    }

    /** Its state is in the directory, and nobody else knows its token. */
    static SidecarBeside start(Path directory) {
        try {
            Path token = writeToken(directory);
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SidecarMain.class.getName(),
                            "--port",
                            "0",
                            "--state",
                            directory.resolve("state").toString(),
                            "--token-file",
                            token.toString()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new SidecarBeside(process, token, url(process));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a sidecar", e);
        }
    }

    private static Path writeToken(Path directory) throws IOException {
        byte[] secret = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(secret);
        Path file = Files.createFile(
                directory.resolve("token"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, HexFormat.of().formatHex(secret));
    }

    private static String url(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(READY)) {
                return line.substring(READY.length(), line.length() - 1);
            }
        }
        throw new IOException("it ended before it listened");
    }

    String url() {
        return url;
    }

    Path tokenFile() {
        return tokenFile;
    }

    @Override
    public void close() {
        process.destroy();
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
