package dev.shadow.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Stands between client and sidecar, and cuts connections after some bytes of the answer. Thread-safe. */
final class FaultProxy implements AutoCloseable {
    private final ServerSocket server;
    private final URI target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });

    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile IntSupplier answerBytes = () -> Integer.MAX_VALUE;
    private volatile IntSupplier requestBytes = () -> Integer.MAX_VALUE;

    FaultProxy(String target) throws IOException {
        this.target = URI.create(target);
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** From now on each connection is cut after so many bytes of answers. */
    void cutAnswersAfter(IntSupplier bytes) {
        answerBytes = bytes;
        open.forEach(this::abort); // those that stand were not told
    }

    /** From now on each connection is cut after so many bytes of requests. */
    void cutRequestsAfter(IntSupplier bytes) {
        requestBytes = bytes;
        open.forEach(this::abort);
    }

    static IntSupplier between(Random random, int least, int most) {
        return () -> {
            synchronized (random) {
                return least + random.nextInt(most - least);
            }
        };
    }

    void heal() {
        answerBytes = () -> Integer.MAX_VALUE;
        requestBytes = () -> Integer.MAX_VALUE;
    }

    int cuts() {
        return cuts.get();
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                connections.incrementAndGet();
                Socket sidecar = new Socket(target.getHost(), target.getPort());
                open.add(client);
                open.add(sidecar);
                int answers = answerBytes.getAsInt();
                int requests = requestBytes.getAsInt();
                threads.execute(() -> copy(client, sidecar, requests));
                threads.execute(() -> copy(sidecar, client, answers));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void copy(Socket from, Socket to, int most) {
        byte[] bytes = new byte[8192];
        long left = most;
        try {
            InputStream source = from.getInputStream();
            OutputStream sink = to.getOutputStream();
            for (int n = source.read(bytes); n >= 0 && left > 0; n = source.read(bytes)) {
                sink.write(bytes, 0, (int) Math.min(n, left));
                left -= n;
                if (left <= 0) {
                    cuts.incrementAndGet();
                    break;
                }
            }
        } catch (IOException e) {
            // the other half was cut
        } finally {
            abort(from);
            abort(to);
        }
    }

    private void abort(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(this::abort);
        threads.shutdownNow();
    }
}
