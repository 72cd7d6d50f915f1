package dev.shadow.local;

import dev.shadow.OnLastClose;
import dev.shadow.RepositorySource;
import dev.shadow.WorkspaceStatus;
import dev.shadow.core.workspace.WorkspaceRecord;
import dev.shadow.git.CloneOptions;
import dev.shadow.git.GitIdentity;
import dev.shadow.git.RemoteUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A workspace's record as {@code meta.properties} in its state directory. Thread-safe. */
final class RecordFile {
    private static final String FORMAT = "1";

    private final PropertiesFile file;

    RecordFile(Path stateOfWorkspace) {
        this.file = new PropertiesFile(stateOfWorkspace.resolve("meta.properties"));
    }

    Optional<WorkspaceRecord> read() throws IOException {
        Optional<Map<String, String>> found = file.read();
        return found.isEmpty() ? Optional.empty() : Optional.of(parse(found.get()));
    }

    private WorkspaceRecord parse(Map<String, String> values) throws IOException {
        try {
            if (!FORMAT.equals(values.get("format"))) {
                throw new IOException(file + " has the format " + values.get("format") + ", and this version reads "
                        + FORMAT + "; use the version of Shadow that wrote it");
            }
            return new WorkspaceRecord(
                    required(values, "id"),
                    required(values, "taskId"),
                    WorkspaceStatus.State.valueOf(required(values, "state")),
                    Optional.ofNullable(values.get("repository.url"))
                            .map(url -> new RepositorySource(
                                    RemoteUrl.parse(url),
                                    Optional.ofNullable(values.get("repository.branch")),
                                    options(values))),
                    Optional.ofNullable(values.get("directory")).map(Path::of),
                    Optional.ofNullable(values.get("identity.name"))
                            .map(name -> GitIdentity.of(name, values.getOrDefault("identity.email", ""))),
                    OnLastClose.valueOf(required(values, "onLastClose")),
                    Instant.parse(required(values, "created")));
        } catch (RuntimeException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    private static CloneOptions options(Map<String, String> values) {
        return new CloneOptions(
                Optional.ofNullable(values.get("repository.depth")).map(Integer::valueOf),
                Boolean.parseBoolean(values.get("repository.singleBranch")),
                Optional.ofNullable(values.get("repository.maxBytes")).map(Long::valueOf),
                CloneOptions.Lfs.valueOf(values.getOrDefault("repository.lfs", CloneOptions.Lfs.REFUSE.name())),
                Boolean.parseBoolean(values.get("repository.submodules")));
    }

    private static void put(CloneOptions options, PropertiesFile.Values values) {
        options.depth().ifPresent(depth -> values.put("repository.depth", depth.toString()));
        options.maxBytes().ifPresent(bytes -> values.put("repository.maxBytes", bytes.toString()));
        values.put("repository.singleBranch", Boolean.toString(options.singleBranch()))
                .put("repository.lfs", options.lfs().name())
                .put("repository.submodules", Boolean.toString(options.submodules()));
    }

    private static String required(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }

    void write(WorkspaceRecord workspace) throws IOException {
        PropertiesFile.Values values = new PropertiesFile.Values()
                .put("format", FORMAT)
                .put("id", workspace.id())
                .put("taskId", workspace.taskId())
                .put("state", workspace.state().name())
                .put("onLastClose", workspace.onLastClose().name())
                .put("created", workspace.created().toString());
        workspace.repository().ifPresent(source -> {
            values.put("repository.url", source.url().value());
            source.branch().ifPresent(branch -> values.put("repository.branch", branch));
            put(source.options(), values);
        });
        workspace.directory().ifPresent(path -> values.put("directory", path.toString()));
        workspace
                .identity()
                .ifPresent(who -> values.put("identity.name", who.name()).put("identity.email", who.email()));
        file.write(values);
    }
}
