package dev.shadow.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Stands between client and sidecar and does to each connection what it is told to. Thread-safe. */
final class FaultProxy implements AutoCloseable {
    private volatile ServerSocket server;
    private final URI target;
    private final Set<FaultyConnection> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger midStream = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Supplier<Fault> next = () -> Fault.NONE;

    FaultProxy(String target) throws IOException {
        this.target = URI.create(target);
        this.server = listen(0);
    }

    private ServerSocket listen(int port) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        threads.execute(() -> accept(listening));
        return listening;
    }

    /** From now on nobody listens. */
    void refuse() throws IOException {
        cuts.incrementAndGet();
        server.close();
        awaitDeaf(server.getLocalPort());
        open.forEach(FaultyConnection::abort);
    }

    /** The kernel may take connections for a moment after the close. */
    private static void awaitDeaf(int port) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        return !socket.isConnected();
                    } catch (ConnectException e) {
                        return true;
                    } catch (IOException e) {
                        return false;
                    }
                });
    }

    /** Listens again, if nobody does. */
    synchronized void listenAgain() {
        if (server.isClosed()) {
            try {
                server = listen(server.getLocalPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** What happens to the connections from now on; those that stand are cut. */
    void arm(Supplier<Fault> faults) {
        next = faults;
        open.forEach(FaultyConnection::abort);
    }

    /** From now on each connection is cut after so many bytes of answers. */
    void cutAnswersAfter(IntSupplier bytes) {
        arm(() -> new Fault(Fault.Kind.CUT_ANSWER, bytes.getAsInt()));
    }

    /** From now on each connection is cut after so many bytes of requests. */
    void cutRequestsAfter(IntSupplier bytes) {
        arm(() -> new Fault(Fault.Kind.CUT_REQUEST, bytes.getAsInt()));
    }

    static IntSupplier between(Random random, int least, int most) {
        return () -> {
            synchronized (random) {
                return least + random.nextInt(most - least);
            }
        };
    }

    /** Lets connections be from now on; what was done to those that stand remains. */
    void heal() {
        next = () -> Fault.NONE;
    }

    /** How often a fault took effect. */
    int cuts() {
        return cuts.get();
    }

    /** How many of these fell within the body of an answer or a request. */
    int cutsInMidStream() {
        return midStream.get();
    }

    int connections() {
        return connections.get();
    }

    /** How many the client has open. */
    int openConnections() {
        return open.size();
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket client = listening.accept();
                connections.incrementAndGet();
                FaultyConnection connection = new FaultyConnection(this, client, next.get());
                open.add(connection);
                threads.execute(connection::begin);
            }
        } catch (IOException e) {
            // closed
        }
    }

    void execute(Runnable task) {
        threads.execute(task);
    }

    Socket connect() throws IOException {
        return new Socket(target.getHost(), target.getPort());
    }

    void struck(boolean inBody) {
        cuts.incrementAndGet();
        if (inBody) {
            midStream.incrementAndGet();
        }
    }

    void ended(FaultyConnection connection) {
        open.remove(connection);
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(FaultyConnection::abort);
        threads.shutdownNow();
    }
}
