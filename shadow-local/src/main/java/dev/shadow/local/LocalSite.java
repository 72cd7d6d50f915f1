package dev.shadow.local;

import dev.shadow.ErrorCode;
import dev.shadow.Health;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.core.workspace.WorkspacePlace;
import dev.shadow.core.workspace.WorkspaceRecord;
import dev.shadow.core.workspace.WorkspaceSite;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Workspaces in directories of this machine. Thread-safe. */
final class LocalSite implements WorkspaceSite {
    private final StateDirectory state;
    private final LocalGit git;
    private final ProcessControls controls;
    private final WorkspaceLocks locks;
    private final LocalTerminals terminals;

    LocalSite(StateDirectory state, LocalGit git, ProcessControls controls, LocalTerminals terminals) {
        this.controls = controls;
        this.state = state;
        this.git = git;
        this.terminals = terminals;
        this.locks = new WorkspaceLocks(state.lock());
    }

    @Override
    public Optional<WorkspaceRecord> find(String id) throws IOException {
        return new RecordFile(state.workspace(id)).read();
    }

    @Override
    public List<WorkspaceRecord> all() throws IOException {
        List<WorkspaceRecord> records = new ArrayList<>();
        for (Path directory : state.allWorkspaces()) {
            new RecordFile(directory).read().ifPresent(records::add);
        }
        return records;
    }

    @Override
    public void save(WorkspaceRecord workspace) throws IOException {
        new RecordFile(state.workspace(workspace.id())).write(workspace);
    }

    @Override
    public <R> R locked(String id, Deadline deadline, FileStore.Action<R> action)
            throws IOException, InterruptedException {
        StateDirectory.makePrivate(state.root());
        return locks.paths(List.of(WorkspacePath.ROOT.child(DirectoryNames.of(id))), deadline, action);
    }

    @Override
    public WorkspacePlace place(WorkspaceRecord workspace) {
        Path tree = workspace.directory().orElseGet(() -> state.trees().resolve(DirectoryNames.of(workspace.id())));
        return new LocalPlace(
                workspace, tree, state.workspace(workspace.id()), git, controls, terminals, () -> hidden(tree));
    }

    /** What a sandbox of one workspace does not show: Shadow's own files, and the trees of the other workspaces. */
    private List<Path> hidden(Path tree) {
        try {
            List<Path> places = new ArrayList<>(List.of(state.root(), state.trees()));
            for (WorkspaceRecord other : all()) {
                other.directory().filter(place -> !place.equals(tree)).ifPresent(places::add);
            }
            return places;
        } catch (IOException e) {
            throw new ShadowException(
                    ErrorCode.IO_ERROR,
                    "the command was not run, as it is not known which workspaces its sandbox must hide: " + e,
                    e);
        }
    }

    @Override
    public Health check() {
        try {
            Path probe = Files.createTempFile(StateDirectory.makePrivate(state.root()), "health", ".tmp");
            Files.delete(probe);
            return new Health(true, "files can be made in " + state.root());
        } catch (IOException e) {
            return new Health(false, "no file can be made in " + state.root() + ": " + e);
        }
    }

    @Override
    public void close() {}
}
