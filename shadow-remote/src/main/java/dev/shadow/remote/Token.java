package dev.shadow.remote;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The token that calls bring along, read anew for each, so that it can be replaced while calls go on. Thread-safe. */
final class Token {
    private final Optional<Path> file;

    Token(Optional<Path> file) {
        this.file = file;
    }

    /** The value of the header field {@code Authorization}; empty without a token file. */
    Optional<String> authorization() {
        return file.map(path -> "Bearer " + read(path));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8).trim();
        } catch (IOException e) {
            throw new ShadowException(
                    ErrorCode.UNAUTHENTICATED,
                    "the token file '" + path + "' cannot be read; see SHADOW_TOKEN_FILE",
                    e);
        }
    }
}
