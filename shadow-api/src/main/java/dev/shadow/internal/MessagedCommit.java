package dev.shadow.internal;

import dev.shadow.GitManager;
import dev.shadow.git.CommitDraft;
import dev.shadow.git.CommitMessageSource;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.CommitResult;
import dev.shadow.git.DiffRequest;
import dev.shadow.git.DiffResult;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A commit whose message is written from what changed. Used once, by one thread. */
final class MessagedCommit {
    private static final Logger log = LoggerFactory.getLogger(MessagedCommit.class);

    private final GitManager git;
    private final CommitMessageSource messages;

    MessagedCommit(GitManager git, CommitMessageSource messages) {
        this.git = git;
        this.messages = messages;
    }

    CommitResult run() {
        DiffResult diff = git.diff(DiffRequest.of(DiffRequest.Sides.WORK_TREE_TO_HEAD));
        if (diff.files().isEmpty()) {
            return new CommitResult(Optional.empty(), List.of());
        }
        return git.commit(CommitRequest.of(message(Drafts.of(diff))));
    }

    private String message(CommitDraft draft) {
        String written = "";
        try {
            written = messages.messageFor(draft);
        } catch (RuntimeException e) {
            log.warn("The source of commit messages failed; the plain summary stands in for it", e);
        }
        return written.isBlank() ? PlainSummary.of(draft) : written;
    }
}
