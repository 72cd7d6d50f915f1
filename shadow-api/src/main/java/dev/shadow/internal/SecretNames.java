package dev.shadow.internal;

import java.util.regex.Pattern;

/** Names by which files of keys and passwords go. */
final class SecretNames {
    private static final Pattern NAME = Pattern.compile(
            "[/ ](?:"
                    + "\\.env(?!\\.(?:example|sample|template|dist)$)(?:\\.[^/ ]*)?|\\.envrc|[^/ ]*\\.env"
                    + "|[^/]*\\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk|asc|gpg|tfvars|tfstate)"
                    + "|id_(?:rsa|dsa|ecdsa|ed25519)|\\.?netrc|_netrc|\\.npmrc|\\.pypirc|\\.git-credentials|\\.htpasswd"
                    + "|\\.dockercfg|\\.pgpass|\\.my\\.cnf|kubeconfig|credentials(?:\\.[^/ ]*)?"
                    + "|secrets?\\.[^/ ]*|service-account[^/]*\\.json"
                    + "|\\.(?:ssh|aws|gnupg|kube|docker)/[^/]*"
                    + ")$",
            Pattern.CASE_INSENSITIVE);

    private SecretNames() {}

    static boolean isSecret(String path) {
        return endsInSecret("/" + path);
    }

    /** Whether a line of a diff's header names such a file at its end, in quotes or not. */
    static boolean endsInSecret(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '"' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        return NAME.matcher(line).region(0, end).find();
    }
}
