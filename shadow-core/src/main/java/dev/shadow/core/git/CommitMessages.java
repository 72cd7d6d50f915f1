package dev.shadow.core.git;

import dev.shadow.git.GitIdentity;
import java.util.List;
import java.util.regex.Pattern;

/** Messages with trailers, as git-interpret-trailers(1) reads them. */
final class CommitMessages {
    private static final Pattern TRAILER_LINE =
            Pattern.compile("[A-Za-z0-9-]+ ?: ?.*|\\(cherry picked from commit .*|[ \\t].*", Pattern.DOTALL);

    private CommitMessages() {}

    /** The message, to the letter, with a trailer for each co-author that it does not name yet. */
    static String withCoAuthors(String message, List<GitIdentity> coAuthors) {
        StringBuilder text = new StringBuilder(message);
        boolean inTrailers = endsInTrailers(message);
        for (GitIdentity who : coAuthors) {
            String line = "Co-authored-by: " + who;
            if (inTrailers && lines(text.toString()).contains(line)) {
                continue;
            }
            if (text.charAt(text.length() - 1) != '\n') {
                text.append('\n');
            }
            if (!inTrailers) {
                text.append(text.toString().endsWith("\n\n") ? "" : "\n");
                inTrailers = true;
            }
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private static List<String> lines(String text) {
        return List.of(text.split("\n", -1));
    }

    /** The last paragraph is a block of trailers when each of its lines is one, and it is not the subject. */
    private static boolean endsInTrailers(String message) {
        List<String> lines = lines(message.endsWith("\n") ? message.substring(0, message.length() - 1) : message);
        int first = lines.size();
        while (first > 0 && !lines.get(first - 1).isBlank()) {
            first--;
        }
        List<String> paragraph = lines.subList(first, lines.size());
        boolean isSubject = lines.subList(0, first).stream().allMatch(String::isBlank);
        return !isSubject
                && !paragraph.isEmpty()
                && !Character.isWhitespace(paragraph.get(0).charAt(0))
                && paragraph.stream()
                        .allMatch(line -> TRAILER_LINE.matcher(line).matches());
    }
}
