package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.git.Credential;
import dev.shadow.git.CredentialSource.Purpose;
import dev.shadow.git.RemoteUrl;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;

/** What was seen of a remote during one operation, and what its failure is called. Thread-safe. */
final class RemoteTrace {
    private static final String MASK = "****";

    private final RemoteUrl url;
    private final Purpose purpose;
    private final List<String> secrets = new CopyOnWriteArrayList<>();
    private volatile int status;
    private volatile boolean asked;
    private volatile boolean refusedPlain;

    RemoteTrace(RemoteUrl url, Purpose purpose) {
        this.url = url;
        this.purpose = purpose;
    }

    void status(int code) {
        status = code;
    }

    void asked() {
        asked = true;
    }

    void refusedPlain() {
        refusedPlain = true;
    }

    /** Keeps a secret out of every failure, also where the remote sends it back. */
    void hide(Credential credential) {
        byte[] pair = (credential.username() + ":" + credential.secret()).getBytes(StandardCharsets.UTF_8);
        secrets.add(credential.secret());
        secrets.add(Base64.getEncoder().encodeToString(pair));
    }

    String masked(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }

    ShadowException failure(Exception failure) {
        ErrorCode code = code(failure);
        String message = masked(message(code, failure));
        ShadowException named = mentionsSecret(failure)
                ? new ShadowException(code, message)
                : new ShadowException(code, message, failure);
        ShadowException detailed = named.with("url", url.value());
        return code.equals(ErrorCode.REMOTE_UNREACHABLE) ? detailed.asRetryable() : detailed;
    }

    private boolean mentionsSecret(Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            String text = one.toString();
            if (!masked(text).equals(text) || Arrays.stream(one.getSuppressed()).anyMatch(this::mentionsSecret)) {
                return true;
            }
        }
        return false;
    }

    private ErrorCode code(Exception failure) {
        if (refusedPlain
                || status == HttpURLConnection.HTTP_UNAUTHORIZED
                || status == HttpURLConnection.HTTP_FORBIDDEN) {
            return ErrorCode.AUTHENTICATION_FAILED;
        }
        if (has(failure, NoRemoteRepositoryException.class) || status == HttpURLConnection.HTTP_NOT_FOUND) {
            return ErrorCode.REPOSITORY_NOT_FOUND;
        }
        if (has(failure, ConnectException.class)
                || has(failure, UnknownHostException.class)
                || has(failure, NoRouteToHostException.class)
                || has(failure, SocketTimeoutException.class)
                || has(failure, SocketException.class)
                || has(failure, SSLException.class)
                || status >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
            return ErrorCode.REMOTE_UNREACHABLE;
        }
        return byText(causes(failure).toLowerCase(Locale.ROOT));
    }

    /** SSH and local remotes tell what is wrong in words only. */
    private ErrorCode byText(String text) {
        if (text.contains("auth fail")
                || text.contains("no more authentication methods")
                || text.contains("cannot log in")
                || text.contains("not authorized")
                || text.contains("authentication is required")
                || text.contains("permission denied")) {
            return ErrorCode.AUTHENTICATION_FAILED;
        }
        if (text.contains("not found") || text.contains("does not appear to be a git repository")) {
            return ErrorCode.REPOSITORY_NOT_FOUND;
        }
        return ErrorCode.REMOTE_UNREACHABLE;
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (type.isInstance(one)) {
                return true;
            }
        }
        return false;
    }

    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable one = failure; one != null; one = one.getCause()) {
            text.append(one).append('\n');
        }
        return text.toString();
    }

    private String message(ErrorCode code, Exception failure) {
        String said = GitCalls.describe(failure);
        if (refusedPlain) {
            return "the remote " + url + " asks for credentials over plain http, where others can read them; use https";
        }
        if (code.equals(ErrorCode.AUTHENTICATION_FAILED)) {
            String what = purpose == Purpose.READ ? "reading" : "writing";
            return "the remote " + url + " refuses " + what + (asked && secrets.isEmpty() ? " without credentials" : "")
                    + "; give others with Shadow.builder().credentials(...): " + said;
        }
        if (code.equals(ErrorCode.REPOSITORY_NOT_FOUND)) {
            return "there is no repository at " + url + ", or it is not shown without credentials; check the address: "
                    + said;
        }
        return "the remote " + url + " cannot be reached; check the address and the network: " + said;
    }
}
