package dev.shadow.benchmarks.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a command came to when the JDK alone ran it.
 *
 * @param stdout drained to its end
 */
record BareProcess(int exit, String stdout) {
    static BareProcess run(String... argv) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(argv).start();
        process.getOutputStream().close();
        byte[] stdout = process.getInputStream().readAllBytes();
        process.getErrorStream().readAllBytes();
        return new BareProcess(process.waitFor(), new String(stdout, StandardCharsets.UTF_8));
    }
}
