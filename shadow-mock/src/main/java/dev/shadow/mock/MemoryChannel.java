package dev.shadow.mock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/** Reads bytes that nobody changes. Like a channel of a file it is closed by an interrupt. Not thread-safe. */
final class MemoryChannel extends AbstractInterruptibleChannel implements SeekableByteChannel {
    private final byte[] content;
    private long position;

    MemoryChannel(byte[] content) {
        this.content = content;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        boolean done = false;
        try {
            begin();
            if (!isOpen() || position >= content.length) {
                return -1;
            }
            int size = Math.min(target.remaining(), content.length - (int) position);
            target.put(content, (int) position, size);
            position += size;
            done = true;
            return size;
        } finally {
            end(done || isOpen());
        }
    }

    private void requireOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        requireOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("position " + newPosition);
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return content.length;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    protected void implCloseChannel() {}
}
