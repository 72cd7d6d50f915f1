package dev.shadow.core.git;

import java.io.File;
import java.io.OutputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;
import org.eclipse.jgit.util.ProcessResult;
import org.jspecify.annotations.Nullable;

/**
 * File access for JGit that starts no program and does not see the configuration of one repository. JGit looks both up here:
 * hooks through {@link #findHook}, and {@code config} through {@link #resolve}, before a subclass of its repository has a say.
 *
 * <p>Thread-safe.
 */
final class QuietFs extends FS_POSIX {
    private static final String NOWHERE = "shadow-reads-no-config";

    private final @Nullable File untrusted;

    QuietFs(@Nullable File untrusted) {
        super(FS.DETECTED);
        this.untrusted = untrusted;
    }

    @Override
    public FS newInstance() {
        return new QuietFs(untrusted);
    }

    @Override
    public File resolve(@Nullable File dir, String name) {
        return untrusted != null && untrusted.equals(dir) && name.equals(Constants.CONFIG)
                ? new File(dir, NOWHERE)
                : super.resolve(dir, name);
    }

    @Override
    public @Nullable File findHook(Repository repository, String hookName) {
        return null;
    }

    @Override
    public ProcessResult runHookIfPresent(
            Repository repository,
            String hookName,
            String[] args,
            OutputStream outRedirect,
            OutputStream errRedirect,
            String stdinArgs) {
        return new ProcessResult(ProcessResult.Status.NOT_PRESENT);
    }

    @Override
    public ProcessBuilder runInShell(String cmd, String[] args) {
        throw new UnsupportedOperationException("no program of a repository is run");
    }
}
