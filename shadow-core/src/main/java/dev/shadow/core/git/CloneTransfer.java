package dev.shadow.core.git;

import dev.shadow.RepositorySource;
import dev.shadow.git.CredentialSource.Purpose;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;

/** Brings the objects and refs of a clone, from the remote or from a mirror of it. Used once, by one thread. */
final class CloneTransfer {
    private final GitRemotes remotes;
    private final RepositorySource source;
    private final GitDirectory git;
    private final RepositoryClone.Progress progress;
    private final Deadline deadline;

    CloneTransfer(
            GitRemotes remotes,
            RepositorySource source,
            GitDirectory git,
            RepositoryClone.Progress progress,
            Deadline deadline) {
        this.remotes = remotes;
        this.source = source;
        this.git = git;
        this.progress = progress;
        this.deadline = deadline;
    }

    /**
     * Brings them.
     *
     * @param branches what of the remote's branches is wanted, by their short names; {@code *} for all
     * @param bare a commit that the remote's HEAD names without a branch
     */
    void run(Map<String, Ref> advertised, List<String> branches, Optional<ObjectId> bare, Optional<Mirrors> mirrors)
            throws InterruptedException {
        boolean given = mirrors.isPresent()
                && git.objects().isPresent()
                && source.options().depth().isEmpty()
                && GitCalls.run("git clone", deadline, () -> useMirror(advertised, branches, bare, mirrors.get()));
        if (!given) {
            fetch(git.repository(), branches, bare, "refs/remotes/" + Refs.ORIGIN + "/");
        }
    }

    private void fetch(Repository into, List<String> branches, Optional<ObjectId> bare, String prefix)
            throws InterruptedException {
        List<RefSpec> specs = new ArrayList<>();
        branches.forEach(branch -> specs.add(new RefSpec("+" + Refs.local(branch) + ":" + prefix + branch)));
        if (bare.isPresent()) {
            specs.add(new RefSpec(Constants.HEAD));
        }
        remotes.connected(into, source.url(), Purpose.READ, deadline, transport -> {
            transport.setTagOpt(TagOpt.AUTO_FOLLOW);
            source.options().depth().ifPresent(transport::setDepth);
            return transport.fetch(new CallMonitor(deadline, progress, 0, 1), specs);
        });
    }

    private boolean useMirror(
            Map<String, Ref> advertised, List<String> branches, Optional<ObjectId> bare, Mirrors mirrors)
            throws IOException, InterruptedException {
        if (ShallowHistory.isCutOff(source.url())) {
            return false;
        }
        List<Ref> wanted = advertised.values().stream()
                .filter(ref -> branches.stream().anyMatch(branch -> isNamed(branch, ref)))
                .toList();
        List<ObjectId> ids = Stream.concat(wanted.stream().map(Ref::getObjectId), bare.stream())
                .toList();
        boolean given = mirrors.give(
                source.url(),
                git.objects().orElseThrow(),
                ids,
                source.options().maxBytes().orElse(Long.MAX_VALUE),
                mirror -> {
                    mirror.receiveAtMost(source.options().maxBytes().orElse(Long.MAX_VALUE));
                    fetch(mirror, branches, bare, Constants.R_HEADS);
                },
                deadline);
        return given && writeRefs(advertised, wanted, ids);
    }

    private static boolean isNamed(String branch, Ref ref) {
        return branch.equals("*")
                ? ref.getName().startsWith(Constants.R_HEADS)
                : ref.getName().equals(Refs.local(branch));
    }

    /** What a fetch would have written: the remote's branches, and tags of what is here. False when something is not here. */
    private boolean writeRefs(Map<String, Ref> advertised, List<Ref> branches, List<ObjectId> ids) throws IOException {
        Repository repository = git.repository();
        BatchRefUpdate updates = repository.getRefDatabase().newBatchUpdate();
        updates.setAtomic(true);
        updates.setRefLogMessage("clone: from " + source.url(), false);
        try (ObjectReader reader = repository.newObjectReader();
                RevWalk walk = new RevWalk(reader)) {
            for (ObjectId id : ids) {
                if (!reader.has(id)) {
                    return false;
                }
            }
            for (Ref branch : branches) {
                add(updates, branch, Refs.tracking(Repository.shortenRefName(branch.getName())));
            }
            for (Ref ref : advertised.values()) {
                ObjectId target = ref.getPeeledObjectId() == null ? ref.getObjectId() : ref.getPeeledObjectId();
                boolean isTag = ref.getName().startsWith(Constants.R_TAGS);
                if (isTag && reader.has(ref.getObjectId()) && reader.has(target)) {
                    add(updates, ref, ref.getName());
                }
            }
            updates.execute(walk, NullProgressMonitor.INSTANCE);
        }
        return updates.getCommands().stream().allMatch(command -> command.getResult() == ReceiveCommand.Result.OK);
    }

    private static void add(BatchRefUpdate updates, Ref ref, String name) {
        updates.addCommand(new ReceiveCommand(ObjectId.zeroId(), ref.getObjectId(), name));
    }
}
