package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Repeats what broke off on the network and is the same when it is done twice. Used once, by one thread. */
final class Attempts {
    private static final List<Duration> PAUSES = List.of(Duration.ofMillis(200), Duration.ofSeconds(1));

    private final Deadline deadline;
    private int failures;

    Attempts(Deadline deadline) {
        this.deadline = deadline;
    }

    <R> R run(GitCalls.Body<R> body) throws IOException, InterruptedException {
        while (true) {
            try {
                return body.run();
            } catch (ShadowException e) {
                boolean again = e.code().equals(ErrorCode.REMOTE_UNREACHABLE) && failures < PAUSES.size();
                if (!again || deadline.remainingNanos() < PAUSES.get(failures).toNanos()) {
                    throw e;
                }
                TimeUnit.NANOSECONDS.sleep(PAUSES.get(failures).toNanos());
                failures++;
            }
        }
    }

    boolean isRepeated() {
        return failures > 0;
    }
}
