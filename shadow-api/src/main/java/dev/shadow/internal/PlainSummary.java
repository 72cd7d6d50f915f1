package dev.shadow.internal;

import dev.shadow.git.CommitDraft;
import dev.shadow.git.FileChange;
import java.util.List;

/** A message that only names what changed. */
public final class PlainSummary {
    private static final int MOST_LINES = 20;
    private static final int MOST_SUBJECT = 72;

    private PlainSummary() {}

    /**
     * A subject, and for several files a line for each of the first 20.
     *
     * @param draft what changed
     * @return the message
     */
    public static String of(CommitDraft draft) {
        List<FileChange> files = draft.files();
        if (files.size() == 1) {
            return line(files.get(0));
        }
        StringBuilder message = new StringBuilder(subject(files)).append("\n\n");
        files.stream()
                .limit(MOST_LINES)
                .forEach(file -> message.append("- ").append(line(file)).append('\n'));
        if (files.size() > MOST_LINES) {
            message.append("- and ").append(files.size() - MOST_LINES).append(" more\n");
        }
        return message.toString();
    }

    private static String subject(List<FileChange> files) {
        String verb = verb(files.get(0));
        String common = files.stream().allMatch(file -> verb(file).equals(verb)) ? verb : "Update";
        String subject = common + " " + files.size() + " files";
        String directory = commonDirectory(files);
        String whole = directory.isEmpty() ? subject : subject + " in " + oneLine(directory);
        return whole.length() <= MOST_SUBJECT ? whole : subject;
    }

    private static String commonDirectory(List<FileChange> files) {
        String common = directory(files.get(0).path());
        for (FileChange file : files) {
            while (!common.isEmpty() && !file.path().startsWith(common + "/")) {
                common = directory(common);
            }
        }
        return common;
    }

    private static String directory(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static String line(FileChange file) {
        String from = file.oldPath().map(old -> oneLine(old) + " to ").orElse("");
        return verb(file) + " " + from + oneLine(file.path());
    }

    private static String verb(FileChange file) {
        return switch (file.kind()) {
            case ADDED, UNTRACKED -> "Add";
            case DELETED -> "Delete";
            case RENAMED -> "Rename";
            case MODIFIED, TYPE_CHANGED, CONFLICTED, UNCHANGED -> "Update";
        };
    }

    private static String oneLine(String path) {
        return path.replaceAll("\\p{Cntrl}", "?");
    }
}
