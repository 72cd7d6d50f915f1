package dev.shadow.sidecar;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** How a sidecar stops: nobody new comes in, and who is in gets an answer. Thread-safe. */
final class Shutdown {
    /** How long a connection on which nothing goes on is kept meanwhile. */
    private static final Duration IDLE = Duration.ofMillis(200);

    /** Closes the doors: no connection is taken, and a request on an old one is answered with 503. */
    void begin(Server server) {
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof AbstractConnector known) {
                known.setShutdownIdleTimeout(IDLE.toMillis());
            }
        }
        GracefulHandler doors = server.getDescendant(GracefulHandler.class);
        if (doors != null && server.isStarted()) {
            Future<Void> unused = doors.shutdown();
        }
    }

    /** Waits until no call is under way, streams apart, or the time is over. */
    void awaitCalls(Calls calls, Duration grace) {
        boolean interrupted = Thread.interrupted();
        try {
            calls.awaitNone(grace.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
