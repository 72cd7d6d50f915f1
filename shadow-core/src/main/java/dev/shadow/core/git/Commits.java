package dev.shadow.core.git;

import dev.shadow.git.CommitInfo;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Commits as values. */
final class Commits {
    private Commits() {}

    static CommitInfo info(RevCommit commit) {
        PersonIdent author = commit.getAuthorIdent();
        return new CommitInfo(
                commit.name(),
                Arrays.stream(commit.getParents()).map(RevCommit::name).toList(),
                author == null
                        ? new CommitInfo.Author("", "")
                        : new CommitInfo.Author(author.getName(), author.getEmailAddress()),
                author == null ? Instant.EPOCH : author.getWhenAsInstant(),
                commit.getFullMessage());
    }

    static List<CommitInfo> log(Repository repository, int limit, Deadline deadline)
            throws IOException, InterruptedException {
        List<CommitInfo> commits = new ArrayList<>();
        Optional<ObjectId> head = Trees.head(repository);
        if (head.isEmpty()) {
            return commits;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(head.get()));
            for (RevCommit commit = walk.next(); commit != null && commits.size() < limit; commit = walk.next()) {
                deadline.check();
                commits.add(info(commit));
            }
        }
        return commits;
    }
}
