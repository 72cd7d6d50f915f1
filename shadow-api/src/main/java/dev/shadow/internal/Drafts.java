package dev.shadow.internal;

import dev.shadow.git.CommitDraft;
import dev.shadow.git.DiffResult;
import dev.shadow.git.FileChange;
import java.util.ArrayList;
import java.util.List;

/** Takes out of a diff what nobody else should read: secrets and binary content. */
final class Drafts {
    private static final int MOST_CHARACTERS = 64 << 10;
    private static final int MOST_LINE = 2_000;
    private static final String FILE = "diff --git ";

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder section = new StringBuilder();
    private final SecretLines secrets = new SecretLines();
    private boolean header;
    private boolean withheld;
    private boolean cut;

    private Drafts() {}

    static CommitDraft of(DiffResult diff) {
        Drafts draft = new Drafts();
        diff.text().lines().forEach(draft::take);
        draft.endFile();
        List<String> withheld = new ArrayList<>();
        for (FileChange file : diff.files()) {
            boolean secret = SecretNames.isSecret(file.path())
                    || file.oldPath().filter(SecretNames::isSecret).isPresent();
            if (secret || file.binary()) {
                withheld.add(file.path());
            }
        }
        return new CommitDraft(
                draft.text.toString(), diff.files(), withheld, draft.cut || diff.truncated() || diff.filesTruncated());
    }

    private void take(String line) {
        if (line.startsWith(FILE)) {
            endFile();
            header = true;
        } else if (line.startsWith("@@ ")) {
            header = false;
        }
        if (header) {
            withheld |= SecretNames.endsInSecret(line) || line.startsWith("Binary files ");
            section.append(line).append('\n');
        } else if (!withheld) {
            String shown = secrets.masked(line);
            section.append(shown, 0, Math.min(shown.length(), MOST_LINE)).append('\n');
        }
    }

    private void endFile() {
        if (!withheld) {
            int room = MOST_CHARACTERS - text.length();
            cut |= section.length() > room;
            int end = section.length() <= room ? section.length() : section.lastIndexOf("\n", room - 1) + 1;
            text.append(section, 0, Math.max(0, end));
        }
        section.setLength(0);
        withheld = false;
        secrets.reset();
    }
}
