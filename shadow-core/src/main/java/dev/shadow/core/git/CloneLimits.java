package dev.shadow.core.git;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.git.CloneOptions;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** What a clone refuses to bring. */
final class CloneLimits {
    /** See gitattributes(5); a line that begins with # is none. */
    private static final Pattern LFS = Pattern.compile("(?m)^\\s*[^#\\s].*\\sfilter=lfs(\\s|$)");

    private static final int MOST_ATTRIBUTES = 1 << 20;

    private CloneLimits() {}

    static void requireSupported(CloneOptions options) {
        if (options.submodules()) {
            throw unsupported(
                    "this backend does not clone submodules; leave CloneOptions.withSubmodules out, and fetch them with"
                            + " a setup command",
                    Capability.SUBMODULES);
        }
    }

    /** To be asked before anything is written. */
    static void check(CloneOptions options, Repository repository, ObjectId commit, Deadline deadline)
            throws IOException, InterruptedException {
        if (options.lfs() == CloneOptions.Lfs.REFUSE && usesLfs(repository, commit, deadline)) {
            throw unsupported(
                    "the repository keeps files in Git LFS, whose content this backend cannot fetch; take the small"
                            + " texts in their place with CloneOptions.lfs(POINTERS)",
                    Capability.GIT_LFS);
        }
        if (options.maxBytes().isPresent()
                && TreeShape.bytes(repository, commit, deadline)
                        > options.maxBytes().get()) {
            throw CappedInserter.tooLarge(options.maxBytes().get());
        }
    }

    private static ShadowException unsupported(String message, Capability capability) {
        return new ShadowException(ErrorCode.UNSUPPORTED, message).with("capability", capability);
    }

    private static boolean usesLfs(Repository repository, ObjectId commit, Deadline deadline)
            throws IOException, InterruptedException {
        try (ObjectReader reader = repository.newObjectReader()) {
            for (ObjectId file : TreeShape.of(repository, commit, deadline).attributes()) {
                byte[] text = reader.open(file, Constants.OBJ_BLOB).getBytes(MOST_ATTRIBUTES);
                if (LFS.matcher(new String(text, StandardCharsets.UTF_8)).find()) {
                    return true;
                }
            }
        } catch (LargeObjectException e) {
            return false;
        }
        return false;
    }
}
