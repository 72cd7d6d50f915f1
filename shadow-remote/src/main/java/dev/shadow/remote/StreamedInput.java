package dev.shadow.remote;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.CommandOperation;
import dev.shadow.protocol.Routes;
import dev.shadow.spi.CallContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;

/**
 * Feeds a command from a stream of this side, as fast as the command reads. When the stream fails the command is ended, so
 * that it never takes a part for the whole.
 *
 * <p>Used by one thread, but for stop.
 */
final class StreamedInput implements Runnable {
    private static final int CHUNK = 64 << 10;

    /** For one chunk: a command may take its time to read. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final HandleClient calls;
    private final String id;
    private final InputStream source;
    private final CallContext context;
    private final BrokenInputs broken;

    StreamedInput(HandleClient calls, String id, InputStream source, CallContext context, BrokenInputs broken) {
        this.calls = calls;
        this.id = id;
        this.source = source;
        this.context = context;
        this.broken = broken;
    }

    @Override
    public void run() {
        try (source) {
            copy();
        } catch (IOException e) {
            breakOff(e);
        } catch (ShadowException e) {
            if (!e.code().equals(ErrorCode.STDIN_CLOSED) && !e.code().equals(ErrorCode.COMMAND_NOT_FOUND)) {
                breakOff(new IOException(e.message(), e));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void breakOff(IOException reason) {
        broken.add(id, reason);
        end(CommandOperation.Kill.TYPE.name(), new CommandOperation.Kill(id));
    }

    private void copy() throws IOException, InterruptedException {
        byte[] chunk = new byte[CHUNK];
        for (int count = source.read(chunk); count >= 0; count = source.read(chunk)) {
            calls.call(WireCall.of("POST", Routes.STDIN, RemoteEvents.later(context, PATIENCE))
                    .query("id", id)
                    .bytes(Bytes.wrap(Arrays.copyOf(chunk, count)))
                    .keyed());
        }
        end(CommandOperation.CloseStdin.TYPE.name(), new CommandOperation.CloseStdin(id));
    }

    private void end(String operation, Object arguments) {
        try {
            calls.call(WireCall.of(
                            "POST",
                            Routes.operation(operation),
                            RemoteEvents.later(context, CommandOperation.Kill.TYPE.timeout()))
                    .json(arguments)
                    .keyed());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ShadowException e) {
            // it is gone, or its timeout ends it
        }
    }

    /** The command has ended: nobody reads the stream any more. */
    void stop() {
        try {
            source.close();
        } catch (IOException e) {
            // nobody reads it any more
        }
    }
}
