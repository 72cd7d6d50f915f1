package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import org.eclipse.jgit.api.errors.JGitInternalException;

/** Turns what goes wrong below into the failures of the contract. */
final class GitCalls {
    private GitCalls() {}

    /** A part of a call. */
    @FunctionalInterface
    interface Body<R> {
        R run() throws IOException, InterruptedException;
    }

    static <R> R run(String what, Deadline deadline, Body<R> body) throws InterruptedException {
        try {
            deadline.check();
            return body.run();
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        } catch (IOException | JGitInternalException e) {
            deadline.check();
            throw new ShadowException(ErrorCode.GIT_FAILED, what + " failed: " + describe(e), e);
        }
    }

    /** The channel left the flag set, and the exception carries it from here on. */
    private static InterruptedException interrupted(Exception cause) {
        Thread.interrupted();
        InterruptedException interrupted = new InterruptedException();
        interrupted.initCause(cause);
        return interrupted;
    }

    static String describe(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
