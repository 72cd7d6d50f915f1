package dev.shadow.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What was measured.
 *
 * @param id {@code unknown} outside a git checkout
 * @param dirty whether files differ from that commit
 */
record Commit(String id, boolean dirty) {
    static Commit of(Path directory) {
        return git(directory, "rev-parse", "HEAD")
                .map(id -> new Commit(
                        id.strip(),
                        !git(directory, "status", "--porcelain").orElse("").isEmpty()))
                .orElse(new Commit("unknown", false));
    }

    private static Optional<String> git(Path directory, String verb, String argument) {
        try {
            Process process = new ProcessBuilder("git", "-C", directory.toString(), verb, argument)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return dirty ? id + " with changes" : id;
    }
}
