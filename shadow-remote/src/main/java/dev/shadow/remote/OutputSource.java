package dev.shadow.remote;

import dev.shadow.Bytes;
import dev.shadow.command.Channel;
import dev.shadow.command.OutputChunk;
import dev.shadow.protocol.Headers;
import java.io.IOException;
import java.util.Arrays;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** The output of a command from an offset on. Used by one thread, but for cancel. */
final class OutputSource implements Source<OutputChunk> {
    private static final int CHUNK = 64 << 10;

    private final Channel channel;
    private final Connection connection;
    private final byte[] buffer = new byte[CHUNK];
    private long offset;
    private long missing;
    private boolean atBeginning;
    private boolean ended;

    /** Asks for the output from an offset on. */
    @FunctionalInterface
    interface From {
        Stream open(long offset) throws InterruptedException;
    }

    OutputSource(Channel channel, long offset, From from) {
        this.channel = channel;
        this.offset = offset;
        this.connection = new Connection(() -> {
            Stream stream = from.open(this.offset);
            atBeginning = true;
            return stream;
        });
    }

    @Override
    public @Nullable OutputChunk next() throws InterruptedException {
        while (!ended && !connection.isCancelled()) {
            OutputChunk chunk = connection.read(this::read);
            if (chunk != null) {
                offset = chunk.nextOffset();
                missing = 0;
                ended = chunk.last();
                return chunk;
            }
        }
        return null;
    }

    private @Nullable OutputChunk read(Response response, BufferedSource source) throws IOException {
        if (atBeginning) {
            atBeginning = false;
            offset = number(response, Headers.OFFSET, offset);
            missing += number(response, Headers.MISSING, 0);
        }
        int count = source.read(buffer);
        if (count > 0) {
            return new OutputChunk(channel, offset, Bytes.wrap(Arrays.copyOf(buffer, count)), missing, false);
        }
        boolean last = Boolean.parseBoolean(response.header(Headers.LAST));
        connection.drop();
        return last ? new OutputChunk(channel, offset, Bytes.EMPTY, missing, true) : null;
    }

    private static long number(Response response, String name, long otherwise) throws IOException {
        String text = response.header(name);
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("the header " + name + " is no number", e);
        }
    }

    @Override
    public void cancel() {
        connection.cancel();
    }

    @Override
    public void close() {
        connection.close();
    }
}
