package dev.shadow.core.git;

import dev.shadow.Bytes;
import dev.shadow.git.CheckpointRequest;
import dev.shadow.git.GitIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * A checkpoint as git holds it: a commit whose parent is HEAD, whose message is the name, and whose tree has {@code files},
 * {@code index}, {@code attachments} and, unless HEAD was detached, {@code branch}. Thread-safe.
 *
 * @param id the commit
 * @param name for people
 * @param created when
 * @param head what HEAD was
 * @param tree with the parts
 */
record CheckpointCommit(ObjectId id, String name, Instant created, Optional<ObjectId> head, ObjectId tree) {
    private static final String FILES = "files";
    private static final String INDEX = "index";
    private static final String ATTACHMENTS = "attachments";
    private static final String BRANCH = "branch";
    private static final int MOST_BRANCH_BYTES = 4096;

    static ObjectId write(
            CheckpointRequest request, Snapshots.Snapshot snapshot, GitIdentity by, ObjectInserter inserter)
            throws IOException {
        TreeFormatter tree = new TreeFormatter();
        tree.append(ATTACHMENTS, FileMode.TREE, attachments(request.attachments(), inserter));
        if (snapshot.branch().isPresent()) {
            byte[] branch = snapshot.branch().get().getBytes(StandardCharsets.UTF_8);
            tree.append(BRANCH, FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, branch));
        }
        tree.append(FILES, FileMode.TREE, snapshot.files());
        tree.append(INDEX, FileMode.TREE, snapshot.index());
        PersonIdent who = new PersonIdent(by.name(), by.email(), Instant.now(), ZoneOffset.UTC);
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(inserter.insert(tree));
        snapshot.head().ifPresent(commit::setParentId);
        commit.setAuthor(who);
        commit.setCommitter(who);
        commit.setMessage(request.name());
        ObjectId id = inserter.insert(commit);
        inserter.flush();
        return id;
    }

    private static ObjectId attachments(Map<String, Bytes> attachments, ObjectInserter inserter) throws IOException {
        Map<String, ObjectId> blobs = new TreeMap<>();
        for (Map.Entry<String, Bytes> one : attachments.entrySet()) {
            String name = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(one.getKey().getBytes(StandardCharsets.UTF_8));
            blobs.put(name, inserter.insert(Constants.OBJ_BLOB, one.getValue().toByteArray()));
        }
        TreeFormatter tree = new TreeFormatter();
        blobs.forEach((name, blob) -> tree.append(name, FileMode.REGULAR_FILE, blob));
        return inserter.insert(tree);
    }

    /** Empty when there is no such commit, or it is not of this form: refs can be written by anybody. */
    static Optional<CheckpointCommit> read(Repository repository, AnyObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(id);
            boolean whole = TreeWalk.forPath(walk.getObjectReader(), FILES, commit.getTree()) != null
                    && TreeWalk.forPath(walk.getObjectReader(), INDEX, commit.getTree()) != null;
            return whole
                    ? Optional.of(new CheckpointCommit(
                            commit.copy(),
                            commit.getFullMessage(),
                            Instant.ofEpochSecond(commit.getCommitTime()),
                            commit.getParentCount() == 0
                                    ? Optional.empty()
                                    : Optional.of(commit.getParent(0).copy()),
                            commit.getTree().copy()))
                    : Optional.empty();
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            return Optional.empty();
        }
    }

    /** The tree of the files. */
    ObjectId files(ObjectReader reader) throws IOException {
        return part(reader, FILES).orElse(ObjectId.zeroId());
    }

    /** The tree of the index. */
    ObjectId index(ObjectReader reader) throws IOException {
        return part(reader, INDEX).orElse(ObjectId.zeroId());
    }

    /** The branch that was the current one; empty when HEAD was detached. */
    Optional<String> branch(ObjectReader reader) throws IOException {
        Optional<ObjectId> blob = part(reader, BRANCH);
        return blob.isEmpty()
                ? Optional.empty()
                : Optional.of(new String(
                        reader.open(blob.get(), Constants.OBJ_BLOB).getCachedBytes(MOST_BRANCH_BYTES),
                        StandardCharsets.UTF_8));
    }

    Map<String, Bytes> attachments(ObjectReader reader) throws IOException {
        Map<String, Bytes> attachments = new TreeMap<>();
        Optional<ObjectId> part = part(reader, ATTACHMENTS);
        if (part.isPresent()) {
            try (TreeWalk walk = new TreeWalk(reader)) {
                walk.addTree(part.get());
                while (walk.next()) {
                    byte[] name = Base64.getUrlDecoder().decode(walk.getNameString());
                    byte[] content =
                            reader.open(walk.getObjectId(0), Constants.OBJ_BLOB).getBytes(Integer.MAX_VALUE);
                    attachments.put(new String(name, StandardCharsets.UTF_8), Bytes.wrap(content));
                }
            }
        }
        return attachments;
    }

    private Optional<ObjectId> part(ObjectReader reader, String part) throws IOException {
        try (TreeWalk found = TreeWalk.forPath(reader, part, tree)) {
            return found == null ? Optional.empty() : Optional.of(found.getObjectId(0));
        }
    }
}
