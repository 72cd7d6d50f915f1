package dev.shadow.remote;

import dev.shadow.protocol.Headers;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Request;

/**
 * How long a connection may be silent before it counts as dead. A call that changes something is asked for again then; of one that may take long the sidecar says now and then that it is not done yet. A call that only reads has the time
 * of its caller, as done again it would only take longer, and so has one with little time.
 *
 * <p>Immutable.
 *
 * @param stream in a stream; longer than the sidecar's longest silence in one, 15 seconds
 * @param notYet after which the sidecar shall say so, in whole seconds
 * @param slack how much later that may arrive
 */
record Patience(Duration stream, Duration notYet, Duration slack) {
    static final Patience SYSTEM = new Patience(Duration.ofSeconds(40), Duration.ofSeconds(20), Duration.ofSeconds(10));

    private static final int SHARES = 3;

    /** For one request; zero is without end. */
    private record Silence(Duration longest) {}

    void onStream(Request.Builder request) {
        request.tag(Silence.class, new Silence(stream));
    }

    void onCall(Request.Builder request, boolean mayRepeat, Duration left) {
        if (!mayRepeat || left.compareTo(notYet) < 0) {
            request.tag(Silence.class, new Silence(Duration.ZERO));
        } else if (left.compareTo(notYet.multipliedBy(SHARES)) > 0) {
            request.header(Headers.PREFER, "wait=" + notYet.toSeconds());
            request.tag(Silence.class, new Silence(notYet.plus(slack)));
        } else {
            request.tag(Silence.class, new Silence(left.dividedBy(SHARES).plusMillis(1)));
        }
    }

    /** Makes a client keep to it. */
    static okhttp3.Response limit(Interceptor.Chain chain) throws java.io.IOException {
        Silence silence = chain.request().tag(Silence.class);
        if (silence == null) {
            return chain.proceed(chain.request());
        }
        int millis = (int) silence.longest().toMillis();
        return chain.withReadTimeout(millis, java.util.concurrent.TimeUnit.MILLISECONDS)
                .proceed(chain.request());
    }
}
