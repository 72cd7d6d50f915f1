package dev.shadow.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.spi.Check;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a repository is, as git-clone(1) writes it: {@code https://host/path}, {@code ssh://user@host/path},
 * {@code user@host:path}, {@code file:///path}, or a path of this machine. It never holds a password.
 *
 * <p>Thread-safe.
 *
 * @param value the address, as it is given to git
 * @param scheme {@code https}, {@code http}, {@code ssh} or {@code file}
 * @param host absent for files
 * @param port absent when it is the scheme's own
 * @param user absent when none is named
 */
public record RemoteUrl(
        String value, String scheme, Optional<String> host, Optional<Integer> port, Optional<String> user) {
    private static final String HAS_CREDENTIALS =
            "the repository url has credentials in it, where they would be stored and logged; take them out and give"
                    + " them with Shadow.builder().credentials(...)";
    private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "file");
    private static final Pattern WITH_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL);
    private static final Pattern SCP_LIKE =
            Pattern.compile("(?:([^@/:\\s]+)@)?(\\[[^@/\\s\\]]+]|[^@/:\\s\\[-][^@/:\\s]*):(?!//)(.+)");
    private static final Pattern PASSWORD_WITHOUT_SCHEME = Pattern.compile("[^@/\\s\\[]+:[^@/]*@.*", Pattern.DOTALL);
    private static final Pattern TRANSPORT_HELPER = Pattern.compile("[A-Za-z0-9]+::.*", Pattern.DOTALL);
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[\\\\/].*", Pattern.DOTALL);

    /**
     * Reads an address.
     *
     * @param text as git-clone(1) takes it; a path of this machine is made absolute
     * @return the address
     * @throws ShadowException {@link ErrorCode#INVALID_ARGUMENT} when it is none, of another scheme, or has a password
     *     in it
     */
    public static RemoteUrl parse(String text) {
        Check.text("repository url", text);
        Check.require(!text.startsWith("-"), "a repository url must not begin with '-'");
        if (WITH_SCHEME.matcher(text).matches()) {
            return parseUri(text);
        }
        checkWithoutScheme(text);
        Matcher scp = SCP_LIKE.matcher(text);
        if (scp.matches()) {
            return new RemoteUrl(
                    text, "ssh", Optional.of(scp.group(2)), Optional.empty(), Optional.ofNullable(scp.group(1)));
        }
        return new RemoteUrl(absolutePath(text), "file", Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static void checkWithoutScheme(String text) {
        // gitremote-helpers(7): ext::COMMAND runs a command.
        Check.require(
                !TRANSPORT_HELPER.matcher(text).matches(),
                "a repository url must not name a transport helper with '::'; it is of https, http, ssh or file");
        Check.require(!PASSWORD_WITHOUT_SCHEME.matcher(text).matches(), HAS_CREDENTIALS);
        Check.require(
                !DRIVE.matcher(text).matches(),
                "a repository url that begins with one letter and ':' is a drive or a host; write file:///C:/path or"
                        + " ssh://host/path");
    }

    private static String absolutePath(String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            throw new ShadowException(
                    ErrorCode.NATIVE_ENCODING,
                    "the repository's path has characters that this process cannot pass on; start it with"
                            + " LC_ALL=C.UTF-8",
                    e);
        }
    }

    private static RemoteUrl parseUri(String text) {
        URI uri;
        try {
            uri = new URI(text.replace(" ", "%20"));
        } catch (URISyntaxException e) {
            // The text may hold a password, and so does the exception's message.
            throw new ShadowException(ErrorCode.INVALID_ARGUMENT, "the repository url is malformed: " + e.getReason());
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        Check.require(SCHEMES.contains(scheme), "a repository url is of https, http, ssh or file, not " + scheme);
        Optional<String> userInfo = Optional.ofNullable(uri.getUserInfo());
        boolean secret =
                userInfo.isPresent() && (!scheme.equals("ssh") || userInfo.get().contains(":"));
        Check.require(!secret, HAS_CREDENTIALS);
        Check.require(!userInfo.orElse("").startsWith("-"), "the user in a repository url must not begin with '-'");
        if (scheme.equals("file")) {
            return new RemoteUrl(text, scheme, Optional.empty(), Optional.empty(), Optional.empty());
        }
        Check.require(uri.getHost() != null, "the repository url names no host");
        Optional<Integer> port = uri.getPort() < 0 ? Optional.empty() : Optional.of(uri.getPort());
        return new RemoteUrl(text, scheme, Optional.of(uri.getHost()), port, userInfo);
    }

    @Override
    public String toString() {
        return value;
    }
}
