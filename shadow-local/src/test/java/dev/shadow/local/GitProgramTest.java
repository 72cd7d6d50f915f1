package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.git.GitRunner;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No git and nothing that it started outlives the call that wanted it. */
class GitProgramTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path scratch;

    /** A program of that name which tells who it and its child are, and does not end. */
    private GitProgram endless(String work) throws IOException {
        Path file = Files.writeString(
                scratch.resolve("git"),
                "#!/bin/sh\n/bin/sleep 600 & echo $! > " + scratch.resolve("child.tmp") + "; echo $$ >> "
                        + scratch.resolve("child.tmp") + "; /bin/mv " + scratch.resolve("child.tmp") + " "
                        + scratch.resolve("pids") + "; " + work + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return GitProgram.find(Map.of("PATH", scratch.toString())).orElseThrow();
    }

    private static GitRunner.Call call() {
        return new GitRunner.Call(List.of("status"), Map.of(), 1_000, line -> {});
    }

    private void requireGone() throws IOException {
        List<Long> pids = Files.readAllLines(scratch.resolve("pids")).stream()
                .map(Long::valueOf)
                .toList();
        assertThat(pids).hasSize(2);
        await().untilAsserted(() -> assertThat(pids)
                .noneMatch(pid ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()));
    }

    @Test
    void aCallWhoseDeadlinePassedLeavesNoProcess() throws Exception {
        GitProgram git = endless("wait");
        assertThatThrownBy(() -> git.run(call(), Deadline.after(Duration.ofSeconds(2))))
                .isInstanceOfSatisfying(
                        ShadowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        requireGone();
    }

    @Test
    void aCallThatIsCancelledLeavesNoProcess() throws Exception {
        GitProgram git = endless("wait");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                git.run(call(), Deadline.after(Duration.ofMinutes(5)));
            } catch (IOException | InterruptedException | RuntimeException e) {
                thrown.set(e);
            }
        });
        caller.start();
        await().until(() -> Files.exists(scratch.resolve("pids")));
        caller.interrupt();
        caller.join(Duration.ofSeconds(30).toMillis());
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        requireGone();
    }

    @Test
    void aProgramThatWritesMoreThanItMayIsEnded() throws Exception {
        GitProgram git = endless("while :; do echo more and more; done");
        assertThatThrownBy(() -> git.run(call(), Deadline.after(Duration.ofMinutes(1))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 1000 bytes");
        requireGone();
    }

    @Test
    void whoeverHoldsTheOutputOfAnEndedProgramIsEndedWithTheDeadline() throws Exception {
        GitProgram git = endless("exit 0");
        assertThatThrownBy(() -> git.run(call(), Deadline.after(Duration.ofSeconds(2))))
                .isInstanceOfSatisfying(
                        ShadowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        requireGone();
    }
}
