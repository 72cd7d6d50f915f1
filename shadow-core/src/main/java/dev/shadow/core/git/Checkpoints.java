package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.git.Checkpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/**
 * The checkpoints of a repository: hidden refs that keep their commits from being collected. An id is a number that goes up, and
 * letters that tell it from one that was deleted. Thread-safe.
 */
final class Checkpoints {
    static final String PREFIX = "refs/shadow/checkpoints/";

    private static final Pattern ID = Pattern.compile("(\\d{1,9})-[0-9a-f]{8}");

    private final Repository repository;

    Checkpoints(Repository repository) {
        this.repository = repository;
    }

    private record Numbered(int number, String id, ObjectId commit) {}

    /** Newest first. */
    private List<Numbered> refs() throws IOException {
        List<Numbered> found = new ArrayList<>();
        for (Ref ref : repository.getRefDatabase().getRefsByPrefix(PREFIX)) {
            String id = ref.getName().substring(PREFIX.length());
            Matcher match = ID.matcher(id);
            if (match.matches() && ref.getObjectId() != null) {
                found.add(new Numbered(Integer.parseInt(match.group(1)), id, ref.getObjectId()));
            }
        }
        found.sort(Comparator.comparingInt(Numbered::number)
                .thenComparing(Numbered::id)
                .reversed());
        return found;
    }

    List<Checkpoint> list() throws IOException {
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (Numbered ref : refs()) {
            CheckpointCommit.read(repository, ref.commit).ifPresent(kept -> checkpoints.add(describe(ref.id, kept)));
        }
        return checkpoints;
    }

    private static Checkpoint describe(String id, CheckpointCommit kept) {
        return new Checkpoint(id, kept.name(), kept.created(), kept.head().map(ObjectId::name));
    }

    CheckpointCommit find(String id) throws IOException {
        Ref ref = ID.matcher(id).matches() ? repository.exactRef(PREFIX + id) : null;
        Optional<CheckpointCommit> found =
                ref == null ? Optional.empty() : CheckpointCommit.read(repository, ref.getObjectId());
        return found.orElseThrow(() -> new ShadowException(
                        ErrorCode.CHECKPOINT_NOT_FOUND,
                        "there is no checkpoint '" + id + "'; checkpoints() tells those that there are")
                .with("checkpoint", id));
    }

    /** Gives a commit its ref. */
    Checkpoint add(ObjectId commit) throws IOException {
        int last = refs().stream().findFirst().map(Numbered::number).orElse(0);
        String id = (last + 1) + "-" + commit.abbreviate(8).name();
        RefUpdate update = repository.updateRef(PREFIX + id);
        update.setExpectedOldObjectId(ObjectId.zeroId());
        update.setNewObjectId(commit);
        update.disableRefLog();
        RefUpdates.require(update.update(), "keep the checkpoint " + id);
        return describe(id, CheckpointCommit.read(repository, commit).orElseThrow());
    }

    void delete(String id) throws IOException {
        if (ID.matcher(id).matches() && repository.exactRef(PREFIX + id) != null) {
            RefUpdate update = repository.updateRef(PREFIX + id);
            update.setForceUpdate(true);
            RefUpdates.require(update.delete(), "delete the checkpoint " + id);
        }
    }

    /** Deletes all but the newest. */
    void prune(int keep) throws IOException {
        List<Numbered> all = refs();
        for (Numbered old : all.subList(Math.min(keep, all.size()), all.size())) {
            delete(old.id);
        }
    }
}
