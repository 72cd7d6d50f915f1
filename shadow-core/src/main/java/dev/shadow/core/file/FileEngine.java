package dev.shadow.core.file;

import dev.shadow.Capability;
import dev.shadow.core.search.TreeListing;
import dev.shadow.core.store.Failures;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileOperation;
import dev.shadow.file.FileStat;
import dev.shadow.file.ListRequest;
import dev.shadow.file.Listing;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Done;
import dev.shadow.spi.OperationTable;
import java.nio.file.NoSuchFileException;

/**
 * The operations of {@link dev.shadow.file.FileOperation} over a store. Declares {@link Capability#FILES}; what the store can
 * do beyond that (links, executable bits, directory handles) is its backend's to declare.
 *
 * <p>Thread-safe.
 */
public final class FileEngine {
    private final FileStore store;
    private final FileReader reader;
    private final FileWriter writer;
    private final FileEditor editor;
    private final FileRemover remover;
    private final FileMover mover;

    /**
     * An engine over a store.
     *
     * @param store the files
     */
    public FileEngine(FileStore store) {
        this.store = store;
        this.reader = new FileReader(store);
        this.writer = new FileWriter(store);
        this.editor = new FileEditor(store);
        this.remover = new FileRemover(store);
        this.mover = new FileMover(store);
    }

    /**
     * Adds the handlers of this engine.
     *
     * @param table to be filled
     */
    public void register(OperationTable.Builder table) {
        table.can(Capability.FILES)
                .on(FileOperation.Stat.class, (o, call) -> stat(o.path()))
                .on(FileOperation.Read.class, (o, call) -> reader.read(o.request(), call.deadline()))
                .on(FileOperation.ReadMany.class, (o, call) -> reader.readMany(o.requests(), call.deadline()))
                .on(FileOperation.Download.class, (o, call) -> reader.download(o.path(), o.offset()))
                .on(FileOperation.Write.class, (o, call) -> writer.write(o.request(), call.deadline()))
                .on(FileOperation.Upload.class, (o, call) -> writer.upload(o.path(), o.source(), call.deadline()))
                .on(FileOperation.EditText.class, (o, call) -> editor.edit(o.request(), call.deadline()))
                .on(FileOperation.Delete.class, (o, call) -> remover.delete(o.path(), o.recursive(), call.deadline()))
                .on(FileOperation.Move.class, (o, call) -> mover.move(o.from(), o.to(), o.ifExists(), call.deadline()))
                .on(FileOperation.Copy.class, (o, call) -> mover.copy(o.from(), o.to(), o.ifExists(), call.deadline()))
                .on(FileOperation.MakeDirectory.class, (o, call) -> makeDirectory(o.path()))
                .on(FileOperation.ListEntries.class, (o, call) -> list(o.request(), call.deadline()));
    }

    private FileStat stat(String text) throws InterruptedException {
        WorkspacePath path = WorkspacePath.parse(text);
        return Failures.translate(
                path,
                () -> TreeListing.stat(
                        path.toString(), store.stat(path).orElseThrow(() -> new NoSuchFileException(text))));
    }

    private Done makeDirectory(String text) throws InterruptedException {
        WorkspacePath path = WorkspacePath.parse(text);
        return Failures.translate(path, () -> {
            if (!path.isRoot()) {
                new Directories(store).make(new Paths(store).target(path));
            }
            return Done.DONE;
        });
    }

    private Listing list(ListRequest request, Deadline deadline) throws InterruptedException {
        WorkspacePath path = WorkspacePath.parse(request.path());
        return Failures.translate(path, () -> TreeListing.list(store, request, deadline));
    }
}
