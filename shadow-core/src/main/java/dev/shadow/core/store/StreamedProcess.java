package dev.shadow.core.store;

import dev.shadow.command.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A process whose output is read from streams, by a thread each.
 *
 * <p>Implementations must be thread-safe.
 */
public interface StreamedProcess extends ProcessStore.RunningProcess {
    /**
     * Its standard output, with its standard error when that is merged. After {@link #exit} one read returns 0: by
     * then all that the process itself wrote was read, whoever still holds the pipe.
     *
     * @return a stream that ends when every holder of the pipe has closed it, or when it is closed itself
     */
    InputStream stdout();

    /**
     * Its standard error, read like its standard output.
     *
     * @return an empty stream when that is merged
     */
    InputStream stderr();

    @Override
    default CompletableFuture<Void> readOutput(OutputSink sink, Executor threads) {
        return CompletableFuture.allOf(
                read(Channel.STDOUT, stdout(), sink, threads), read(Channel.STDERR, stderr(), sink, threads));
    }

    private static CompletableFuture<Void> read(
            Channel channel, InputStream stream, OutputSink sink, Executor threads) {
        CompletableFuture<Void> drained = new CompletableFuture<>();
        threads.execute(() -> {
            try (stream) {
                byte[] bytes = new byte[32 << 10];
                for (int n = stream.read(bytes); n >= 0; n = stream.read(bytes)) {
                    if (n == 0) {
                        drained.complete(null);
                    } else {
                        sink.append(channel, Arrays.copyOf(bytes, n), n);
                        sink.caughtUp();
                    }
                }
            } catch (IOException e) {
                // closed by closeOutput(), or as good as closed
            } finally {
                drained.complete(null);
            }
        });
        return drained;
    }

    @Override
    default void closeOutput() {
        closeQuietly(stdout());
        closeQuietly(stderr());
    }

    private static void closeQuietly(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // nothing is left to be closed
        }
    }
}
