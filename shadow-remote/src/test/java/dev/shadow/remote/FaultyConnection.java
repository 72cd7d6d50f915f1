package dev.shadow.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** One connection of the client through the proxy, and its fault. Thread-safe. */
final class FaultyConnection {
    private static final int TRICKLE = 512;
    private static final long TRICKLE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final FaultProxy proxy;
    private final Socket client;
    private final Fault fault;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean struck = new AtomicBoolean();

    FaultyConnection(FaultProxy proxy, Socket client, Fault fault) {
        this.proxy = proxy;
        this.client = client;
        this.fault = fault;
        sockets.add(client);
    }

    void begin() {
        try {
            switch (fault.kind()) {
                case DROPPED, REFUSED -> {
                    strike(false);
                    abort();
                }
                case BAD_GATEWAY -> answer("502 Bad Gateway");
                case UNAVAILABLE -> answer("503 Service Unavailable");
                default -> pass();
            }
        } catch (IOException e) {
            abort();
        }
    }

    private void pass() throws IOException {
        Socket sidecar = connect();
        if (fault.kind() == Fault.Kind.TWICE) {
            Socket other = connect();
            proxy.execute(() -> copy(other, null, Long.MAX_VALUE));
            proxy.execute(() -> copyTwice(sidecar, other));
        } else {
            proxy.execute(() -> copy(client, sidecar, limit(Fault.Kind.CUT_REQUEST)));
        }
        copy(sidecar, client, limit(Fault.Kind.CUT_ANSWER));
    }

    private Socket connect() throws IOException {
        Socket sidecar = proxy.connect();
        sockets.add(sidecar);
        return sidecar;
    }

    private long limit(Fault.Kind kind) {
        return fault.kind() == kind ? fault.after() : Long.MAX_VALUE;
    }

    private void copyTwice(Socket sidecar, Socket other) {
        byte[] bytes = new byte[8192];
        try {
            InputStream source = client.getInputStream();
            for (int n = source.read(bytes); n >= 0; n = source.read(bytes)) {
                other.getOutputStream().write(bytes, 0, n);
                sidecar.getOutputStream().write(bytes, 0, n);
                strike(false);
            }
        } catch (IOException e) {
            // gone
        }
        abort();
    }

    /** Copies one direction until its end or its fault; to null throws the bytes away. */
    private void copy(Socket from, Socket to, long most) {
        byte[] bytes = new byte[8192];
        long passed = 0;
        HeadEnd head = new HeadEnd();
        try {
            InputStream source = from.getInputStream();
            for (int n = source.read(bytes); n >= 0; n = source.read(bytes)) {
                boolean answer = from != client;
                if (answer && to != null && withheld(passed + n, from)) {
                    return;
                }
                if (!answer && isDead()) {
                    continue; // swallowed
                }
                int part = (int) Math.min(n, most - passed);
                if (to != null) {
                    write(to, bytes, part, answer);
                }
                passed += part;
                head.see(bytes, part);
                if (passed >= most) {
                    strike(head.isPassed());
                    break;
                }
            }
        } catch (IOException e) {
            // the other half was cut
        }
        if (!isDead()) {
            abort();
        }
    }

    /** Whether the answer is kept from the client, whose side stays as it is or is reset. */
    private boolean withheld(long passedThen, Socket sidecar) throws IOException {
        switch (fault.kind()) {
            case RESET_WHEN_TAKEN -> {
                strike(false);
                abort();
                return true;
            }
            case STALL, HALF_OPEN -> {
                if (passedThen > fault.after()) {
                    strike(false);
                    if (fault.kind() == Fault.Kind.HALF_OPEN) {
                        sidecar.close();
                    }
                    return true;
                }
                return false;
            }
            default -> {
                return false;
            }
        }
    }

    private boolean isDead() {
        return struck.get() && (fault.kind() == Fault.Kind.STALL || fault.kind() == Fault.Kind.HALF_OPEN);
    }

    private void write(Socket to, byte[] bytes, int count, boolean answer) throws IOException {
        OutputStream sink = to.getOutputStream();
        if (!answer || fault.kind() != Fault.Kind.SLOW) {
            sink.write(bytes, 0, count);
            return;
        }
        strike(false);
        for (int i = 0; i < count; i += TRICKLE) {
            sink.write(bytes, i, Math.min(TRICKLE, count - i));
            LockSupport.parkNanos(TRICKLE_NANOS);
        }
    }

    /** Whether the first head has gone by, so that a body is under way. */
    private static final class HeadEnd {
        private static final byte[] END = {'\r', '\n', '\r', '\n'};

        private int matched;

        void see(byte[] bytes, int count) {
            for (int i = 0; i < count && matched < END.length; i++) {
                matched = bytes[i] == END[matched] ? matched + 1 : bytes[i] == END[0] ? 1 : 0;
            }
        }

        boolean isPassed() {
            return matched == END.length;
        }
    }

    /** Says something as a proxy would, when the request has come. */
    private void answer(String status) throws IOException {
        InputStream source = client.getInputStream();
        byte[] request = new byte[8192];
        if (source.read(request) >= 0) {
            strike(false);
            client.getOutputStream()
                    .write(("HTTP/1.1 " + status + "\r\nContent-Length: 4\r\nConnection: close\r\n\r\ngone")
                            .getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            while (source.read(request) >= 0) {
                // a reset would overtake the answer
            }
        }
        abort();
    }

    private void strike(boolean inBody) {
        if (struck.compareAndSet(false, true)) {
            proxy.struck(inBody);
        }
    }

    /** Resets what is open. */
    void abort() {
        for (Socket socket : sockets) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // it is gone
            }
        }
        proxy.ended(this);
    }
}
