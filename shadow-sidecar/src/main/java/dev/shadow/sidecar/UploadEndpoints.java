package dev.shadow.sidecar;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.file.FileOperation;
import dev.shadow.file.WriteResult;
import dev.shadow.protocol.UploadInfo;
import dev.shadow.protocol.WireErrors;
import dev.shadow.spi.CallContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Uploads of any size, part by part. Each part says where it begins; what is there already is passed over, so a part that was
 * cut off is sent again from anywhere. The file appears when the upload is finished, as a whole.
 *
 * <p>Thread-safe.
 */
final class UploadEndpoints {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST = 64;
    private static final int CHUNK = 64 << 10;

    private final Calls calls;
    private final Executor executor;
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();

    UploadEndpoints(Calls calls, Executor executor) {
        this.calls = calls;
        this.executor = executor;
    }

    /** One upload. Its parts come one after the other. */
    private static final class Upload {
        private final OpenHandle handle;
        private final HandOver content = new HandOver(PATIENCE.toNanos());
        private final Semaphore turn = new Semaphore(1);
        private final CompletableFuture<WriteResult> result = new CompletableFuture<>();
        private final AtomicLong received = new AtomicLong();

        Upload(OpenHandle handle) {
            this.handle = handle;
        }
    }

    Reply begin(Exchange exchange, OpenHandle handle) throws IOException, InterruptedException {
        String path = exchange.required("path");
        CallContext call = exchange.context(handle.info().workspace(), FileOperation.Upload.TYPE.timeout());
        return calls.change(exchange, new byte[0], call.deadline(), () -> {
            if (underWay.incrementAndGet() > MOST) {
                underWay.decrementAndGet();
                throw new ShadowException(ErrorCode.OVERLOADED, "there are " + MOST + " uploads under way")
                        .asRetryable();
            }
            String id = UUID.randomUUID().toString();
            Upload upload = new Upload(handle);
            uploads.put(id, upload);
            // The call goes on from request to request; each has a deadline of its own, and HandOver has its patience.
            CallContext whole = exchange.context(handle.info().workspace(), Duration.ofDays(1));
            handle.begin();
            executor.execute(CurrentCall.carry(() -> write(id, upload, path, whole)));
            return Reply.json(new UploadInfo(id, 0));
        });
    }

    private void write(String id, Upload upload, String path, CallContext call) {
        try {
            upload.result.complete(upload.handle.execute(new FileOperation.Upload(path, upload.content), call));
        } catch (RuntimeException | Error | InterruptedException e) {
            upload.result.completeExceptionally(e);
        } finally {
            upload.content.breakOff();
            upload.handle.end();
            underWay.decrementAndGet();
            CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS, executor)
                    .execute(() -> uploads.remove(id, upload));
        }
    }

    private Upload find(Exchange exchange) {
        String id = exchange.required("upload");
        Upload upload = uploads.get(id);
        if (upload == null) {
            throw new ShadowException(
                    WireErrors.UPLOAD_NOT_FOUND, "there is no such upload: it has ended, or nobody went on with it");
        }
        return upload;
    }

    Reply state(Exchange exchange, OpenHandle handle) {
        return Reply.json(new UploadInfo(
                exchange.required("upload"), find(exchange).received.get()));
    }

    Reply append(Exchange exchange, OpenHandle handle) throws IOException, InterruptedException {
        Upload upload = find(exchange);
        long offset = exchange.number("offset").orElseThrow(() -> Exchange.invalid("the query lacks 'offset'"));
        calls.enter();
        try {
            inTurn(upload, exchange.body(), offset);
        } finally {
            calls.leave();
        }
        return Reply.json(new UploadInfo(exchange.required("upload"), upload.received.get()));
    }

    private static void inTurn(Upload upload, InputStream part, long offset) throws IOException, InterruptedException {
        upload.turn.acquire();
        try {
            if (offset > upload.received.get()) {
                throw new ShadowException(
                        ErrorCode.OUT_OF_RANGE,
                        "the part begins at " + offset + ", and " + upload.received.get() + " bytes are here so far");
            }
            take(part, offset, upload);
        } finally {
            upload.turn.release();
        }
    }

    private static void take(InputStream part, long offset, Upload upload) throws IOException, InterruptedException {
        byte[] chunk = new byte[CHUNK];
        long known = upload.received.get() - offset;
        for (int n = part.read(chunk); n >= 0; n = part.read(chunk)) {
            int passedOver = (int) Math.min(known, n);
            known -= passedOver;
            if (passedOver < n) {
                byte[] fresh = passedOver == 0 ? chunk : java.util.Arrays.copyOfRange(chunk, passedOver, n);
                give(upload, fresh, n - passedOver);
            }
        }
    }

    private static void give(Upload upload, byte[] bytes, int count) throws InterruptedException {
        try {
            upload.content.give(bytes, count);
            upload.received.addAndGet(count);
        } catch (IOException e) {
            await(upload, 1); // the reason why nobody takes them
        }
    }

    Reply finish(Exchange exchange, OpenHandle handle) throws IOException, InterruptedException {
        CallContext call = exchange.context(handle.info().workspace(), FileOperation.Upload.TYPE.timeout());
        return calls.change(exchange, new byte[0], call.deadline(), () -> {
            Upload upload = find(exchange);
            upload.content.finish();
            return Reply.json(await(upload, call.deadline().remainingNanos()));
        });
    }

    private static WriteResult await(Upload upload, long nanos) throws InterruptedException {
        try {
            return upload.result.get(Math.max(nanos, TimeUnit.SECONDS.toNanos(1)), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new ShadowException(ErrorCode.DEADLINE_EXCEEDED, "the upload did not end in time");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ShadowException known ? known : Failure.defect(e);
        }
    }

    Reply giveUp(Exchange exchange, OpenHandle handle) {
        Upload upload = uploads.remove(exchange.required("upload"));
        if (upload != null) {
            upload.content.breakOff();
        }
        return Reply.nothing();
    }
}
