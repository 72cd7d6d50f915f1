package dev.shadow.remote;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.protocol.HandleInfo;
import dev.shadow.protocol.Routes;
import dev.shadow.protocol.WireErrors;
import dev.shadow.spi.CallContext;

/**
 * Calls of one open workspace. When the sidecar knows its handle no more, because it was started anew or the lease ran out,
 * the workspace is opened again and the call goes on; it was refused before, so that does nothing twice.
 *
 * <p>Thread-safe.
 */
final class HandleClient {
    private final SidecarClient client;
    private final Attempts attempts;
    private final Opener opener;
    private final Object reopening = new Object();
    private volatile HandleInfo handle;
    private volatile int reopened;
    private volatile boolean closed;

    /** Opens the workspace again. */
    @FunctionalInterface
    interface Opener {
        HandleInfo open(String workspaceId, CallContext call, Attempts attempts) throws InterruptedException;
    }

    HandleClient(SidecarClient client, Attempts attempts, HandleInfo handle, Opener opener) {
        this.client = client;
        this.attempts = attempts;
        this.handle = handle;
        this.opener = opener;
    }

    HandleInfo handle() {
        return handle;
    }

    /** How often the workspace was opened again: commands of before may be gone. */
    int reopened() {
        return reopened;
    }

    /** Calls a route beneath the handle. */
    Answer call(WireCall call) throws InterruptedException {
        return beneath(call, client::call);
    }

    /** The same for what goes on at the sidecar unless it is told that nobody wants it any more. */
    Answer cancelling(WireCall call) throws InterruptedException {
        return beneath(call, (whole, tries) -> Cancelling.call(client, tries, whole));
    }

    Stream open(WireCall call) throws InterruptedException {
        return beneath(call, client::open);
    }

    @FunctionalInterface
    private interface Sending<R> {
        R send(WireCall call, Attempts attempts) throws InterruptedException;
    }

    private <R> R beneath(WireCall call, Sending<R> sending) throws InterruptedException {
        HandleInfo current = handle;
        try {
            return sending.send(call.path(Routes.under(current.handle(), call.path())), attempts);
        } catch (ShadowException e) {
            if (!e.code().equals(WireErrors.HANDLE_NOT_FOUND)) {
                throw e;
            }
        }
        HandleInfo fresh = reopen(current, call.context());
        return sending.send(call.path(Routes.under(fresh.handle(), call.path())), attempts);
    }

    private HandleInfo reopen(HandleInfo lost, CallContext call) throws InterruptedException {
        synchronized (reopening) {
            if (closed) {
                throw gone(lost);
            }
            if (!handle.equals(lost)) {
                return handle;
            }
            HandleInfo fresh = openAgain(lost, call);
            handle = fresh;
            reopened++;
            return fresh;
        }
    }

    private HandleInfo openAgain(HandleInfo lost, CallContext call) throws InterruptedException {
        HandleInfo fresh;
        try {
            fresh = opener.open(lost.workspace(), call, attempts);
        } catch (ShadowException e) {
            throw e.code().equals(ErrorCode.WORKSPACE_NOT_FOUND) ? gone(lost) : e;
        }
        if (!fresh.created().equals(lost.created())) { // destroyed, and another one made under its id
            closeQuietly(fresh, call);
            throw gone(lost);
        }
        return fresh;
    }

    private static ShadowException gone(HandleInfo lost) {
        return new ShadowException(
                ErrorCode.CLOSED, "the workspace '" + lost.workspace() + "' was closed or destroyed; open it again");
    }

    private void closeQuietly(HandleInfo unwanted, CallContext call) throws InterruptedException {
        try {
            client.call(WireCall.of("DELETE", Routes.under(unwanted.handle(), ""), call), attempts);
        } catch (ShadowException e) {
            // its lease ends it
        }
    }

    /** Closes the handle; one that is gone already is fine. */
    void close(CallContext call) throws InterruptedException {
        HandleInfo last;
        synchronized (reopening) {
            closed = true;
            last = handle;
        }
        closeQuietly(last, call);
    }
}
