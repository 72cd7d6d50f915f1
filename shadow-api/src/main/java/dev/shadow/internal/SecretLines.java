package dev.shadow.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds lines of a diff that hold a secret by the look of them. It is a net and no wall. Not thread-safe. */
final class SecretLines {
    private static final String MASK = "[a line that looks like a secret]";
    private static final Pattern KEY_BEGIN = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY");
    private static final Pattern KEY_END = Pattern.compile("-----END [A-Z ]*PRIVATE KEY");
    private static final Pattern KEY_BODY = Pattern.compile("[A-Za-z0-9+/=]{60,}");
    private static final Pattern HUNK = Pattern.compile("@@ [^@]* @@");

    /** Prefixes that makers of tokens chose so that they can be found. */
    private static final Pattern TOKEN = Pattern.compile("\\b(?:A(?:KIA|SIA)[0-9A-Z]{16}|gh[oprsu]_\\w{20,}"
            + "|github_pat_\\w{20,}|glpat-[\\w-]{16,}|xox[abeoprs]-[\\w-]{10,}|sk-[\\w-]{20,}|[rs]k_(?:live|test)_\\w{10,}"
            + "|AIza[\\w-]{30,}|ya29\\.[\\w-]{20,}|npm_\\w{30,}|pypi-[\\w-]{20,}|hf_\\w{20,}|SG\\.[\\w-]{16,}\\.[\\w-]{16,}"
            + "|eyJ[\\w-]{10,}\\.[\\w-]{10,}\\.[\\w-]*)|://[^/\\s:@]+:[^/\\s@]+@");

    private static final Pattern ASSIGNMENT = Pattern.compile(
            "(?:password|passwd|passphrase|\\bpwd\\b|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential"
                    + "|authorization|bearer)[\\w\"' -]{0,40}[:=]+>?\\s*[\"']?[^\\s\"'(){}<>;,]{6,}",
            Pattern.CASE_INSENSITIVE);

    private boolean inKey;

    void reset() {
        inKey = false;
    }

    String masked(String line) {
        if (line.startsWith("@@ ")) {
            Matcher hunk = HUNK.matcher(line); // behind it git repeats a line of the file
            return hunk.find() ? hunk.group() : line;
        }
        String content = line.isEmpty() ? line : line.substring(1);
        boolean begins = KEY_BEGIN.matcher(content).find();
        boolean secret = inKey
                || begins
                || KEY_BODY.matcher(content.strip()).matches()
                || TOKEN.matcher(content).find()
                || ASSIGNMENT.matcher(content).find();
        inKey = (inKey || begins) && !KEY_END.matcher(content).find();
        return secret ? line.charAt(0) + MASK : line;
    }
}
