package dev.shadow.sidecar;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests in that bring the token of a file (RFC 6750). The file is read again when it has changed, so a token is
 * replaced without a restart. It keeps others out; it is no border against commands of the workspace, which run as the same
 * user and can read the file.
 *
 * <p>Thread-safe.
 */
final class TokenCheck {
    private static final String SCHEME = "Bearer ";

    private final Optional<Path> file;
    private @Nullable FileTime modified; // guarded by this
    private byte[] digest = new byte[0]; // guarded by this

    /** With a file, or open to everybody. */
    TokenCheck(Optional<Path> file) {
        this.file = file;
    }

    void check(Exchange exchange) {
        if (file.isEmpty()) {
            return;
        }
        String header = exchange.header("Authorization").orElse("");
        boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        byte[] given = digest(bearer ? header.substring(SCHEME.length()).trim() : "");
        if (!bearer || !MessageDigest.isEqual(given, wanted(file.get()))) {
            exchange.response().getHeaders().put("WWW-Authenticate", "Bearer");
            throw new ShadowException(
                    ErrorCode.UNAUTHENTICATED,
                    "the sidecar wants the token of its token file as 'Authorization: Bearer TOKEN'");
        }
    }

    private synchronized byte[] wanted(Path tokenFile) {
        try {
            FileTime now = Files.getLastModifiedTime(tokenFile);
            if (!now.equals(modified)) {
                digest = digest(read(tokenFile));
                modified = now;
            }
            return digest;
        } catch (IOException e) {
            throw new ShadowException(ErrorCode.INTERNAL, "the sidecar cannot read its token file", e);
        }
    }

    /** At the start, so that a missing or empty file is told then. */
    static String read(Path tokenFile) throws IOException {
        String token = Files.readString(tokenFile, StandardCharsets.UTF_8).trim();
        if (token.isEmpty()) {
            throw new IOException("the token file " + tokenFile + " is empty");
        }
        return token;
    }

    /** Of equal length whatever the token, so that comparing takes equal time. */
    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
