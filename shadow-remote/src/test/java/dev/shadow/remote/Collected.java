package dev.shadow.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.CommandHandle;
import dev.shadow.Subscription;
import dev.shadow.command.Channel;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** What a stream brought. */
final class Collected {
    private static final Duration LONG = Duration.ofSeconds(60);

    private Collected() {}

    /** The whole output of a command, which must come without a gap. */
    static Bytes output(CommandHandle command, Channel channel) throws Exception {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        try (Subscription subscription = command.output(channel, 0, chunk -> {
            assertThat(chunk.missing()).isZero();
            assertThat(chunk.offset()).isEqualTo(seen.size());
            seen.writeBytes(chunk.bytes().toByteArray());
        })) {
            subscription.completion().get(LONG.toSeconds(), TimeUnit.SECONDS);
        }
        return Bytes.wrap(seen.toByteArray());
    }

    /** Waits for something that a subscriber sees, or for the failure of its subscription. */
    static void until(Subscription subscription, Callable<Boolean> seen) throws Exception {
        Awaitility.await()
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> subscription.completion().isDone() || seen.call());
        if (subscription.completion().isDone()) {
            subscription.completion().get();
        }
    }
}
