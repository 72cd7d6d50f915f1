package dev.shadow.git;

import dev.shadow.spi.Check;

/**
 * A user name and a secret for a remote.
 *
 * <p>Thread-safe.
 *
 * @param username for tokens often any text
 * @param secret a password or token
 */
public record Credential(String username, String secret) {
    /**
     * Checks that both are given.
     *
     * @param username the component of that name
     * @param secret the component of that name
     */
    public Credential {
        Check.text("username", username);
        Check.text("secret", secret);
    }

    /**
     * A token, under the user name that the large forges take for tokens.
     *
     * @param token the token
     * @return the credential
     */
    public static Credential token(String token) {
        return new Credential("x-access-token", token);
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "Credential[" + username + ", ****]";
    }
}
