package dev.shadow.remote;

import dev.shadow.Bytes;
import dev.shadow.ShadowException;
import dev.shadow.protocol.Headers;
import dev.shadow.protocol.Routes;
import dev.shadow.protocol.SidecarInfo;
import dev.shadow.protocol.WireErrors;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks to one sidecar: sends calls, again where that is safe, and turns answers into results and failures. One transport
 * serves every workspace and stream.
 *
 * <p>Thread-safe.
 */
final class SidecarClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SidecarClient.class);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int NOT_YET = 202;
    private static final Duration MOST_AHEAD = Duration.ofMillis(250);
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final SidecarAddress address;
    private final OkHttpClient http;
    private final Token token;
    private final Patience patience;
    private volatile Optional<String> instance = Optional.empty();

    SidecarClient(SidecarAddress address, OkHttpClient http, Token token, Patience patience) {
        this.patience = patience;
        this.address = address;
        this.http = http;
        this.token = token;
    }

    /** A whole answer. */
    Answer call(WireCall call, Attempts attempts) throws InterruptedException {
        while (true) {
            Answer answer = attempt(call, attempts, false, SidecarClient::whole);
            if (answer.status() != NOT_YET) {
                return answer;
            }
        }
    }

    private static Answer whole(Call made, Response response) throws IOException {
        try (ResponseBody body = response.body()) {
            return new Answer(response.code(), response.headers(), Bytes.wrap(body.bytes()));
        }
    }

    /** An answer whose body is still to come, for as long as it takes. Whoever gets it closes it. */
    Stream open(WireCall call, Attempts attempts) throws InterruptedException {
        return attempt(call, attempts, true, Stream::new);
    }

    private <R> R attempt(WireCall call, Attempts attempts, boolean stream, Sent.Reader<R> reader)
            throws InterruptedException {
        Optional<String> ours = call.key().isPresent() ? Optional.of(instance(call, attempts)) : Optional.empty();
        Sent sent = new Sent();
        try {
            return attempts.run(() -> sent.once(call, newCall(call, ours, stream), reader));
        } catch (TransportException e) {
            throw sent.lost(call, e);
        } catch (ShadowException e) {
            if (e.code().equals(WireErrors.WRONG_INSTANCE)) {
                instance = Optional.empty();
                if (sent.isFirst()) { // it had never been sent, so another sidecar is as good
                    return attempt(call, attempts, stream, reader);
                }
                throw Sent.replaced(e);
            }
            throw e;
        }
    }

    /** The instance that keys belong to, learned once, and again when another sidecar answers. */
    private String instance(WireCall call, Attempts attempts) throws InterruptedException {
        Optional<String> known = instance;
        if (known.isPresent()) {
            return known.get();
        }
        String learned = info(call.context(), attempts).instance();
        instance = Optional.of(learned);
        return learned;
    }

    SidecarInfo info(CallContext context, Attempts attempts) throws InterruptedException {
        return call(WireCall.of("GET", Routes.INFO, context), attempts).json(SidecarInfo.class);
    }

    private Call newCall(WireCall call, Optional<String> ours, boolean stream) {
        HttpUrl.Builder url = address.at(call.path()).newBuilder();
        for (int i = 0; i < call.query().size(); i += 2) {
            url.addQueryParameter(call.query().get(i), call.query().get(i + 1));
        }
        Request.Builder request = new Request.Builder()
                .url(url.build())
                .method(
                        call.method(),
                        call.body().map(bytes -> body(call.bodyType(), bytes)).orElse(noBody(call)))
                .header(Headers.REQUEST_ID, call.context().requestId())
                .header(
                        Headers.TIMEOUT,
                        Long.toString(timeForSidecar(call.context().deadline()).toMillis()));
        token.authorization().ifPresent(value -> request.header("Authorization", value));
        call.context().traceParent().ifPresent(value -> request.header("traceparent", value));
        call.key().ifPresent(key -> request.header(Headers.IDEMPOTENCY_KEY, key));
        ours.ifPresent(name -> request.header(Headers.INSTANCE, name));
        if (stream) {
            patience.onStream(request);
        } else {
            patience.onCall(
                    request,
                    call.changes() || call.isPart(),
                    call.context().deadline().remaining());
        }
        for (int i = 0; i < call.headers().size(); i += 2) {
            request.header(call.headers().get(i), call.headers().get(i + 1));
        }
        Call made = http.newCall(request.build());
        if (!stream) {
            long left = call.context().deadline().remaining().toMillis();
            made.timeout().timeout(Math.max(1, Math.min(left, LONGEST.toMillis())), TimeUnit.MILLISECONDS);
        }
        return made;
    }

    /** A little less than the caller has, so that what the sidecar says at its deadline arrives before ours. */
    private static Duration timeForSidecar(Deadline deadline) {
        Duration left = deadline.remaining();
        Duration ahead = left.dividedBy(5);
        Duration time = left.minus(ahead.compareTo(MOST_AHEAD) < 0 ? ahead : MOST_AHEAD);
        return time.compareTo(SHORTEST) < 0 ? SHORTEST : time;
    }

    private static @Nullable RequestBody noBody(WireCall call) {
        return switch (call.method()) {
            case "POST", "PUT", "PATCH" -> body(call.bodyType(), Bytes.EMPTY);
            default -> null;
        };
    }

    private static RequestBody body(String type, Bytes bytes) {
        MediaType mediaType = MediaType.get(type);
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return mediaType;
            }

            @Override
            public long contentLength() {
                return bytes.size();
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                bytes.writeTo(sink.outputStream());
            }
        };
    }

    /** Tells the sidecar that nobody wants a call any more, and waits until it has ended there, but not for ever. */
    void cancel(String key, Duration atMost) {
        Request.Builder request =
                new Request.Builder().url(address.at(Routes.CALLS + "/" + key)).delete();
        token.authorization().ifPresent(value -> request.header("Authorization", value));
        Call call = http.newCall(request.build());
        call.timeout().timeout(atMost.toMillis(), TimeUnit.MILLISECONDS);
        InterruptAside.run(() -> {
            try {
                call.execute().close();
            } catch (IOException e) {
                LOG.debug("a call could not be cancelled; it ends by its deadline", e);
            }
        });
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
