package dev.shadow.mock;

import dev.shadow.Capability;
import dev.shadow.Shadow;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.tck.BackendContract;
import dev.shadow.tck.FilesContract;
import dev.shadow.tck.SearchContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files and search over the store in memory alone, filled from a clone by the git program. */
class MemoryFilesContractTest extends BackendContract implements FilesContract, SearchContract {
    @Override
    protected Shadow.Builder backend(Path directory) {
        return Shadow.builder()
                .backend(new StoreBackend(
                        spec -> clone(directory), List.of(Capability.SYMBOLIC_LINKS, Capability.EXECUTABLE_BIT)));
    }

    private FileStore clone(Path directory) {
        origin().git("clone", "-q", origin().url(), directory.toString());
        MemoryFileStore store = new MemoryFileStore();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.skip(1)::iterator) {
                put(store, WorkspacePath.parse(directory.relativize(file).toString()), file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return store;
    }

    private static void put(MemoryFileStore store, WorkspacePath path, Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            store.createLink(path, Files.readSymbolicLink(file).toString());
        } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            store.createDirectory(path);
        } else {
            ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
            store.replace(path, Optional.of(Files.isExecutable(file)), true, target -> target.write(content));
        }
    }
}
