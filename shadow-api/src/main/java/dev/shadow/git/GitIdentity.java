package dev.shadow.git;

import dev.shadow.spi.Check;

/**
 * Who made a commit.
 *
 * <p>Thread-safe.
 *
 * @param name any letters, without line feed, {@code <} and {@code >}
 * @param email the same
 */
public record GitIdentity(String name, String email) {
    /**
     * Checks the two.
     *
     * @param name the component of that name
     * @param email the component of that name
     */
    public GitIdentity {
        check("name", name);
        check("email", email);
    }

    /**
     * An identity.
     *
     * @param name such as {@code José O'Neil}
     * @param email such as {@code jose@example.org}
     * @return the identity
     */
    public static GitIdentity of(String name, String email) {
        return new GitIdentity(name, email);
    }

    /** What git itself would drop without a word is refused here. */
    private static void check(String what, String value) {
        Check.text(what, value);
        Check.require(!value.isBlank(), what + " must not be blank");
        Check.require(
                value.chars().noneMatch(c -> c == '<' || c == '>' || c == '\n' || c == '\r'),
                what + " of a git identity must not contain '<', '>' or a line break");
    }

    /** As git writes it: {@code Name <email>}. */
    @Override
    public String toString() {
        return name + " <" + email + ">";
    }
}
