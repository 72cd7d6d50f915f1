package dev.shadow.sidecar;

import dev.shadow.Bytes;
import dev.shadow.protocol.Headers;
import dev.shadow.protocol.MediaTypes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a caller wants to wait for an answer (RFC 7240, 4.3). */
final class Preference {
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:[,;]|$)");

    private Preference() {}

    /** Empty when it does not say. */
    static Optional<Duration> wait(Exchange exchange) {
        return exchange.header(Headers.PREFER).flatMap(Preference::parse);
    }

    /** What is not understood is no preference. */
    static Optional<Duration> parse(String header) {
        Matcher wait = WAIT.matcher(header);
        return wait.find() ? Optional.of(Duration.ofSeconds(Long.parseLong(wait.group(1)))) : Optional.empty();
    }

    static Reply notYet() {
        return new Reply(202, MediaTypes.BYTES, Bytes.EMPTY, Map.of("Preference-Applied", "wait"));
    }
}
