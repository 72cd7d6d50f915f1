package dev.shadow.core.patch;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenFile;
import dev.shadow.core.store.WorkspacePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Contents of files, read and written in pieces. */
final class FileBytes {
    /** Of all files of a patch together, before and after. */
    static final long MOST = 64L << 20;

    private static final int PIECE = 64 << 10;

    private FileBytes() {}

    @FunctionalInterface
    interface Sink {
        void take(byte[] buffer, int size) throws IOException, InterruptedException;
    }

    static void read(FileStore store, WorkspacePath path, Sink sink) throws IOException, InterruptedException {
        try (OpenFile file = store.open(path)) {
            byte[] buffer = new byte[PIECE];
            for (int size = file.channel().read(ByteBuffer.wrap(buffer));
                    size >= 0;
                    size = file.channel().read(ByteBuffer.wrap(buffer))) {
                sink.take(buffer, size);
            }
        }
    }

    static byte[] whole(FileStore store, WorkspacePath path, long limit) throws IOException, InterruptedException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        read(store, path, (buffer, size) -> {
            if ((long) content.size() + size > limit) {
                throw tooLarge(path);
            }
            content.write(buffer, 0, size);
        });
        return content.toByteArray();
    }

    static ShadowException tooLarge(WorkspacePath path) {
        return new ShadowException(
                        ErrorCode.TOO_LARGE,
                        "with '" + path + "' the files of the patch pass " + MOST + " bytes, and nothing was changed;"
                                + " split the patch by files")
                .with("path", path);
    }

    static void write(WritableByteChannel target, Bytes content) throws IOException {
        ByteBuffer rest = content.asByteBuffer();
        int end = rest.limit();
        while (rest.position() < end) {
            rest.limit(Math.min(end, rest.position() + PIECE));
            target.write(rest);
        }
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
