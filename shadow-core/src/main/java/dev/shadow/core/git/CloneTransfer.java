package dev.shadow.core.git;

import dev.shadow.RepositorySource;
import dev.shadow.git.CredentialSource.Purpose;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
            List<RefSpec> specs = new ArrayList<>();
            branches.forEach(branch -> specs.add(new RefSpec("+" + Refs.local(branch) + ":" + Refs.tracking(branch))));
            bare.ifPresent(commit -> specs.add(new RefSpec(Constants.HEAD)));
            fetch(git.repository(), specs);
        }
    }

    private void fetch(Repository into, List<RefSpec> specs) throws InterruptedException {
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
        Map<ObjectId, RefSpec> specs = new LinkedHashMap<>();
        wanted.forEach(ref -> specs.put(ref.getObjectId(), toMirror(ref.getName(), ref.getObjectId())));
        bare.ifPresent(commit -> specs.put(commit, toMirror(Constants.HEAD, commit)));
        long most = source.options().maxBytes().orElse(Long.MAX_VALUE);
        boolean given = mirrors.give(
                source.url(),
                git.objects().orElseThrow(),
                shown(advertised),
                ids,
                most,
                mirror -> {
                    mirror.receiveAtMost(most);
                    fetch(mirror, List.copyOf(specs.values()));
                },
                deadline);
        return given && writeRefs(advertised, wanted, ids);
    }

    private static RefSpec toMirror(String name, ObjectId id) {
        return new RefSpec("+" + name + ":" + Mirror.FETCHED + id.name());
    }

    private static Set<ObjectId> shown(Map<String, Ref> advertised) {
        return advertised.values().stream()
                .flatMap(ref -> Stream.of(ref.getObjectId(), ref.getPeeledObjectId()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
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
        if (!Trees.hasAll(repository, ids)) {
            return false;
        }
        try (ObjectReader reader = repository.newObjectReader();
                RevWalk walk = new RevWalk(reader)) {
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
