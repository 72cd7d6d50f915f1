package dev.shadow.sidecar;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * Sends away who sends a little now and then, and never a whole request: no such connection is idle, and yet it would stay for
 * ever. Looks at every connection from time to time; one that brought something three times over a minute, all in all less
 * than 64 KiB, and got no answer, is closed. A request that is worked on brings nothing meanwhile, and an upload brings more.
 *
 * <p>Not thread-safe.
 */
final class SlowSenders {
    static final Duration PERIOD = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LEAST_BYTES = 64 << 10;
    private static final int GROWTHS = 3;

    private final Server server;
    private final LongSupplier nanoClock;
    private Map<Connection, Seen> seen = new HashMap<>();

    /** What a connection was like when it was first seen since its last answer, and since. */
    private record Seen(long answers, long firstBytes, long lastBytes, int growths, long sinceNanos) {}

    SlowSenders(Server server, LongSupplier nanoClock) {
        this.server = server;
        this.nanoClock = nanoClock;
    }

    void sweep() {
        Map<Connection, Seen> now = new HashMap<>();
        for (Connector connector : server.getConnectors()) {
            for (EndPoint endPoint : connector.getConnectedEndPoints()) {
                look(endPoint, now);
            }
        }
        seen = now;
    }

    private void look(EndPoint endPoint, Map<Connection, Seen> now) {
        Connection connection = endPoint.getConnection();
        if (connection instanceof SslConnection tls) {
            connection = tls.getSslEndPoint().getConnection();
        }
        if (connection == null) {
            return;
        }
        Seen next = next(seen.get(connection), connection.getMessagesOut(), connection.getBytesIn());
        boolean patient = nanoClock.getAsLong() - next.sinceNanos() < PATIENCE.toNanos();
        if (patient || next.growths() < GROWTHS || next.lastBytes() - next.firstBytes() >= LEAST_BYTES) {
            now.put(connection, next);
        } else {
            endPoint.close();
        }
    }

    private Seen next(@Nullable Seen before, long answers, long bytes) {
        if (before == null || before.answers() != answers) {
            return new Seen(answers, bytes, bytes, 0, nanoClock.getAsLong());
        }
        int growths = before.growths() + (bytes > before.lastBytes() ? 1 : 0);
        return new Seen(answers, before.firstBytes(), bytes, growths, before.sinceNanos());
    }
}
