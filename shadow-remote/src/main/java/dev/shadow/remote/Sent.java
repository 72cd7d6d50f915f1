package dev.shadow.remote;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.protocol.Headers;
import dev.shadow.protocol.MediaTypes;
import dev.shadow.protocol.Problem;
import dev.shadow.protocol.WireJson;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * One call that is sent once or several times, and what is known of its fate.
 *
 * <p>Not thread-safe.
 */
final class Sent {
    private static final int LONGEST_PROBLEM = 1 << 20;

    private final List<Throwable> failures = new ArrayList<>();
    private boolean mayHaveArrived;

    /** What is made of an answer. */
    @FunctionalInterface
    interface Reader<R> {
        R read(okhttp3.Call call, okhttp3.Response response) throws IOException;
    }

    /** Sends it once. */
    <R> R once(WireCall call, okhttp3.Call http, Reader<R> reader) throws TransportException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        try {
            okhttp3.Response response = http.execute();
            mayHaveArrived = true;
            if (response.isSuccessful()) {
                return reader.read(http, response);
            }
            throw refusal(response);
        } catch (IOException e) {
            if (Thread.interrupted() || e instanceof ClosedByInterruptException) {
                throw new InterruptedException();
            }
            boolean arrived = !isOfConnecting(e);
            mayHaveArrived |= arrived;
            TransportException lost = new TransportException(e, call.context().deadline(), arrived);
            failures.add(lost);
            throw lost;
        }
    }

    private static boolean isOfConnecting(IOException failure) {
        return failure instanceof ConnectException || failure instanceof UnknownHostException || isDistrust(failure);
    }

    /** Whether this side does not believe that it is the sidecar; trying again does not change that. */
    static boolean isDistrust(@Nullable Throwable failure) {
        return failure instanceof SSLHandshakeException || failure instanceof SSLPeerUnverifiedException;
    }

    /** The failure that the sidecar tells. What a proxy in between says for itself is a failure of the transport. */
    private static ShadowException refusal(okhttp3.Response response) throws IOException {
        try (response) {
            boolean ours =
                    response.header(Headers.BOOT) != null || MediaTypes.PROBLEM.equals(response.header("Content-Type"));
            byte[] body = response.peekBody(LONGEST_PROBLEM).bytes();
            if (!ours) {
                throw new IOException("the answer " + response.code() + " is not the sidecar's");
            }
            return WireJson.read(body, Problem.class).toException();
        }
    }

    ShadowException lost(WireCall call, TransportException last) {
        ShadowException failure = verdict(call, last);
        failures.stream().filter(earlier -> earlier != last).forEach(failure::addSuppressed);
        return failure;
    }

    private ShadowException verdict(WireCall call, TransportException last) {
        if (!mayHaveArrived) {
            return new ShadowException(
                            ErrorCode.SIDECAR_UNREACHABLE,
                            "the sidecar cannot be reached: " + last.getMessage()
                                    + "; nothing was done, see that it runs and that shadow.remote.url is right",
                            last)
                    .asRetryable();
        }
        if (call.context().deadline().isPassed() || last.getCause() instanceof InterruptedIOException) {
            return new ShadowException(
                            ErrorCode.DEADLINE_EXCEEDED,
                            "the sidecar did not answer in time"
                                    + (call.changes() ? "; the call may have taken effect" : ""),
                            last)
                    .with("where", "sidecar");
        }
        return new ShadowException(
                ErrorCode.CONNECTION_LOST,
                "the connection to the sidecar was lost: " + last.getMessage()
                        + (call.changes() ? "; the call may have taken effect, so look before you do it again" : ""),
                last);
    }

    /** Whether nothing was sent before the last attempt. */
    boolean isFirst() {
        return failures.isEmpty();
    }

    /** Another sidecar answers now. */
    static ShadowException replaced(ShadowException refusal) {
        return new ShadowException(
                ErrorCode.OUTCOME_UNKNOWN,
                "the sidecar was replaced while the call was under way, and nobody knows whether it took effect",
                refusal);
    }
}
