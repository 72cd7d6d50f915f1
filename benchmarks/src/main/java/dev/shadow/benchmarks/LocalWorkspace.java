package dev.shadow.benchmarks;

import dev.shadow.Shadow;
import dev.shadow.ToolExecutor;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A workspace without git in a temporary directory, gone when the JVM ends. Thread-safe. */
public final class LocalWorkspace implements AutoCloseable {
    private final Path home;
    private final Shadow shadow;
    private final Workspace workspace;

    /** An empty one. */
    public LocalWorkspace() {
        home = temporary();
        // JMH tears nothing down after a set-up that failed.
        Runtime.getRuntime().addShutdownHook(new Thread(this::deleteHome));
        shadow = Shadow.builder()
                .mode("local")
                .stateDirectory(home.resolve("state"))
                .open();
        workspace =
                shadow.workspaces().prepare(WorkspaceSpec.forTask("benchmark").directory(directory()));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("shadow-benchmark");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What is measured.
     *
     * @return the workspace's tools
     */
    public ToolExecutor tools() {
        return workspace.tools();
    }

    /**
     * Where the files of the workspace are on this machine.
     *
     * @return an existing directory
     */
    public Path directory() {
        return home.resolve("work");
    }

    @Override
    public void close() {
        workspace.close();
        shadow.close();
    }

    private void deleteHome() {
        try (Stream<Path> tree = Files.walk(home)) {
            List<Path> childrenFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : childrenFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
