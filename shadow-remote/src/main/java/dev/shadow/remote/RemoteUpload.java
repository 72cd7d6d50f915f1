package dev.shadow.remote;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.file.WriteResult;
import dev.shadow.protocol.Routes;
import dev.shadow.protocol.UploadInfo;
import dev.shadow.protocol.WireErrors;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** One upload, part by part; a part is held until the sidecar has it. Not thread-safe. */
final class RemoteUpload {
    private static final int PART = 1 << 20;
    private static final int FRUITLESS = 4;
    private static final Duration LONGEST_PART = Duration.ofSeconds(60);

    private final HandleClient calls;
    private final CallContext context;

    RemoteUpload(HandleClient calls, CallContext context) {
        this.calls = calls;
        this.context = context;
    }

    WriteResult send(String path, InputStream source) throws InterruptedException {
        String id = calls.call(WireCall.of("POST", Routes.UPLOADS, context)
                        .query("path", path)
                        .keyed())
                .json(UploadInfo.class)
                .upload();
        try {
            sendParts(id, source);
            return calls.cancelling(WireCall.of("PUT", Routes.UPLOADS, context)
                            .query("upload", id)
                            .keyed())
                    .json(WriteResult.class);
        } catch (IOException e) {
            giveUp(id);
            throw new ShadowException(
                    ErrorCode.IO_ERROR,
                    "'" + path + "': the source of the upload cannot be read: " + e.getMessage(),
                    e);
        } catch (ShadowException e) {
            throw e.code().equals(WireErrors.UPLOAD_NOT_FOUND) ? forgotten(path, e) : givenUp(id, e);
        } catch (RuntimeException | Error | InterruptedException e) {
            giveUp(id);
            throw e;
        }
    }

    private static ShadowException forgotten(String path, ShadowException reason) {
        return new ShadowException(
                ErrorCode.CONNECTION_LOST,
                "'" + path
                        + "': the sidecar was started anew in the middle of the upload, or heard nothing of it for too"
                        + " long; the file is as it was",
                reason);
    }

    private ShadowException givenUp(String id, ShadowException failure) {
        giveUp(id);
        return failure;
    }

    private void sendParts(String id, InputStream source) throws IOException, InterruptedException {
        byte[] part = new byte[PART];
        long offset = 0;
        for (int count = source.readNBytes(part, 0, PART); count > 0; count = source.readNBytes(part, 0, PART)) {
            sendPart(id, offset, Bytes.wrap(part).slice(0, count));
            offset += count;
        }
    }

    /** Goes on from what has arrived, for as long as anything arrives. */
    private void sendPart(String id, long begin, Bytes part) throws InterruptedException {
        long end = begin + part.size();
        long offset = begin;
        int fruitless = 0;
        while (offset < end) {
            try {
                offset = received(WireCall.of("PATCH", Routes.UPLOADS, later())
                        .query("upload", id)
                        .query("offset", offset)
                        .bytes(part.slice((int) (offset - begin), part.size())));
            } catch (ShadowException e) {
                if (!e.code().equals(ErrorCode.CONNECTION_LOST)) {
                    throw e;
                }
                long arrived =
                        received(WireCall.of("GET", Routes.UPLOADS, later()).query("upload", id));
                fruitless = arrived > offset ? 0 : fruitless + 1;
                if (fruitless == FRUITLESS) {
                    throw e;
                }
                offset = arrived;
            }
        }
    }

    private long received(WireCall call) throws InterruptedException {
        return calls.call(call).json(UploadInfo.class).received();
    }

    /** A stream of any size is bound by progress and not by one deadline. */
    private CallContext later() {
        return new CallContext(
                context.workspaceId(), Deadline.after(LONGEST_PART), context.requestId(), context.traceParent());
    }

    private void giveUp(String id) {
        try {
            InterruptAside.run(() ->
                    calls.call(WireCall.of("DELETE", Routes.UPLOADS, later()).query("upload", id)));
        } catch (ShadowException e) {
            // it ends when nobody goes on with it
        }
    }
}
