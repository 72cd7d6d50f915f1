package dev.shadow.sidecar;

import dev.shadow.file.FileOperation;
import dev.shadow.protocol.WireJson;
import dev.shadow.spi.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** By which two records of the same call can be told to be of the same call. */
final class ArgumentHash {
    private static final int KEPT = 16;

    private ArgumentHash() {}

    /** SHA-256 of the arguments, half of it, in hexadecimal digits. A stream counts by its path alone. */
    static String of(Operation<?> operation) {
        MessageDigest digest = sha256();
        try (OutputStream target = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            if (operation instanceof FileOperation.Upload upload) {
                target.write(upload.path().getBytes(StandardCharsets.UTF_8));
            } else if (operation instanceof FileOperation.Write write) {
                target.write((write.request().path() + "\n").getBytes(StandardCharsets.UTF_8));
                write.request().content().writeTo(target);
            } else {
                WireJson.write(operation, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, KEPT);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
