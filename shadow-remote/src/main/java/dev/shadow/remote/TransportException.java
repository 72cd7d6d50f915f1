package dev.shadow.remote;

import dev.shadow.spi.Deadline;
import java.io.IOException;

/** No answer of the sidecar came. */
final class TransportException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Deadline deadline;
    private final boolean sent;

    /**
     * A failure of one attempt.
     *
     * @param sent whether the sidecar may have got the request
     */
    TransportException(IOException cause, Deadline deadline, boolean sent) {
        super(cause.getMessage(), cause);
        this.deadline = deadline;
        this.sent = sent;
    }

    boolean sent() {
        return sent;
    }

    Deadline deadline() {
        return deadline;
    }
}
