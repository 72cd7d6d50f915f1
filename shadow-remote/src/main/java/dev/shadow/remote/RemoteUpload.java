package dev.shadow.remote;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.file.WriteResult;
import dev.shadow.protocol.Routes;
import dev.shadow.protocol.UploadInfo;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** One upload, part by part; a part is held until the sidecar has it. Not thread-safe. */
final class RemoteUpload {
    private static final int PART = 1 << 20;
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
                    ErrorCode.IO_ERROR, "the source of the upload cannot be read: " + e.getMessage(), e);
        } catch (RuntimeException | Error | InterruptedException e) {
            giveUp(id);
            throw e;
        }
    }

    private void sendParts(String id, InputStream source) throws IOException, InterruptedException {
        byte[] part = new byte[PART];
        long offset = 0;
        for (int count = source.readNBytes(part, 0, PART); count > 0; count = source.readNBytes(part, 0, PART)) {
            Bytes bytes = Bytes.wrap(part).slice(0, count);
            offset = calls.call(WireCall.of("PATCH", Routes.UPLOADS, later())
                            .query("upload", id)
                            .query("offset", offset)
                            .bytes(bytes))
                    .json(UploadInfo.class)
                    .received();
        }
    }

    /** A stream of any size is bound by progress and not by one deadline. */
    private CallContext later() {
        return new CallContext(
                context.workspaceId(), Deadline.after(LONGEST_PART), context.requestId(), context.traceParent());
    }

    private void giveUp(String id) {
        boolean interrupted = Thread.interrupted();
        try {
            calls.call(WireCall.of("DELETE", Routes.UPLOADS, later()).query("upload", id));
        } catch (ShadowException e) {
            // it ends when nobody goes on with it
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
