package dev.shadow.local;

import dev.shadow.Capability;
import dev.shadow.Shadow;
import dev.shadow.core.store.FileStore;
import dev.shadow.tck.BackendContract;
import dev.shadow.tck.FilesContract;
import dev.shadow.tck.SearchContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files and search over the store of this machine alone, on a clone by the git program. */
class LocalFilesContractTest extends BackendContract implements FilesContract, SearchContract {
    @Override
    protected Shadow.Builder backend(Path directory) {
        return Shadow.builder()
                .backend(new StoreBackend(
                        spec -> clone(directory),
                        List.of(Capability.SYMBOLIC_LINKS, Capability.EXECUTABLE_BIT, Capability.DIRECTORY_HANDLES)));
    }

    private FileStore clone(Path directory) {
        try {
            Files.createDirectories(directory);
            Path tree = directory.resolve("tree");
            origin().git("clone", "-q", origin().url(), tree.toString());
            return new LocalFileStore(tree, directory.resolve("lock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
