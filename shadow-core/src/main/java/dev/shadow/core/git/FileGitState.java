package dev.shadow.core.git;

import dev.shadow.RepositorySource;
import dev.shadow.git.CloneOptions;
import dev.shadow.git.GitIdentity;
import dev.shadow.git.RemoteUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;

/** Facts in a file in the form of git-config(1), replaced by a rename. Thread-safe. */
final class FileGitState implements GitState {
    private static final String REMOTE = "remote";
    private static final String IDENTITY = "identity";
    private static final String BRANCH = "branch";
    private static final String RESTORING = "restoring";
    private static final String FORK = "fork";
    private static final String SINGLE_BRANCH = "singleBranch";

    private final Path file;

    FileGitState(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public synchronized Facts load() throws IOException {
        Config config = new Config();
        try {
            config.fromText(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Facts.NONE;
        } catch (ConfigInvalidException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
        return new Facts(remote(config), identity(config), bases(config), restoring(config), origin(config));
    }

    private static Optional<RepositorySource> remote(Config config) {
        Optional<String> branch = Optional.ofNullable(config.getString(REMOTE, null, "branch"));
        return Optional.ofNullable(config.getString(REMOTE, null, "url"))
                .map(url -> new RepositorySource(RemoteUrl.parse(url), branch, options(config)));
    }

    /** What matters after the clone. */
    private static CloneOptions options(Config config) {
        return config.getBoolean(REMOTE, null, SINGLE_BRANCH, false)
                ? CloneOptions.ALL.onlyBaseBranch()
                : CloneOptions.ALL;
    }

    private static Optional<GitIdentity> identity(Config config) {
        String name = config.getString(IDENTITY, null, "name");
        String email = config.getString(IDENTITY, null, "email");
        return name == null || email == null ? Optional.empty() : Optional.of(new GitIdentity(name, email));
    }

    private static Map<String, String> bases(Config config) {
        Map<String, String> bases = new TreeMap<>();
        for (String branch : config.getSubsections(BRANCH)) {
            Optional.ofNullable(config.getString(BRANCH, branch, "base")).ifPresent(base -> bases.put(branch, base));
        }
        return bases;
    }

    private static Optional<String> origin(Config config) {
        return Optional.ofNullable(config.getString(FORK, null, "origin"));
    }

    private static Optional<Restoring> restoring(Config config) {
        String commit = config.getString(RESTORING, null, "commit");
        String owner = config.getString(RESTORING, null, "owner");
        return commit == null || owner == null
                ? Optional.empty()
                : Optional.of(new Restoring(commit, owner, config.getBoolean(RESTORING, "removed", false)));
    }

    @Override
    public synchronized void save(Facts facts) throws IOException {
        Config config = new Config();
        facts.remote().ifPresent(source -> {
            config.setString(REMOTE, null, "url", source.url().value());
            source.branch().ifPresent(branch -> config.setString(REMOTE, null, "branch", branch));
            config.setBoolean(REMOTE, null, SINGLE_BRANCH, source.options().singleBranch());
        });
        facts.identity().ifPresent(who -> {
            config.setString(IDENTITY, null, "name", who.name());
            config.setString(IDENTITY, null, "email", who.email());
        });
        facts.bases().forEach((branch, base) -> config.setString(BRANCH, branch, "base", base));
        facts.origin().ifPresent(id -> config.setString(FORK, null, "origin", id));
        facts.restoring().ifPresent(begun -> {
            config.setString(RESTORING, null, "commit", begun.commit());
            config.setString(RESTORING, null, "owner", begun.owner());
            config.setBoolean(RESTORING, null, "removed", begun.removed());
        });
        Path draft = Files.createTempFile(file.getParent(), "git", ".tmp");
        try {
            Files.writeString(draft, config.toText());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
