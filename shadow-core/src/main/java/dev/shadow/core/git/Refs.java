package dev.shadow.core.git;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/** Names of refs. */
final class Refs {
    static final String ORIGIN = Constants.DEFAULT_REMOTE_NAME;

    private Refs() {}

    /** The short name of the current branch, also of one without a commit; empty when HEAD is detached. */
    static Optional<String> currentBranch(Repository repository) throws IOException {
        Ref head = repository.exactRef(Constants.HEAD);
        if (head == null || !head.isSymbolic()) {
            return Optional.empty();
        }
        return Optional.of(Repository.shortenRefName(head.getTarget().getName()));
    }

    static String local(String branch) {
        return Constants.R_HEADS + branch;
    }

    /** Where the remote's branch was when it was last seen. */
    static String tracking(String branch) {
        return Constants.R_REMOTES + ORIGIN + "/" + branch;
    }
}
