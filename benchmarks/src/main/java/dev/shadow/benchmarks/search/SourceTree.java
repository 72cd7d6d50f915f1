package dev.shadow.benchmarks.search;

import dev.shadow.Shadow;
import dev.shadow.ToolExecutor;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.benchmarks.NotRunException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A workspace of real source code: the JDK's, and a second copy of it when there are too few files. Unpacked once below
 * {@code benchmarks/target/search}, with a usual {@code .gitignore} and a {@code .git}, without which the peers ignore nothing.
 * Not thread-safe.
 */
public final class SourceTree implements AutoCloseable {
    private static final int MANY = 20_000;

    private static final String RULES = """
            target/
            /out/
            node_modules/
            *.class
            *.log
            !important.log
            *.tmp
            *~
            .idea/
            /*.iml
            **/generated-sources/
            dist/*.min.js
            """;

    private final Path home;
    private final Shadow shadow;
    private final Workspace workspace;

    /**
     * A tree.
     *
     * @param files about how many; of 20,000 or more all that there is
     * @throws IOException when the disk fails
     */
    public SourceTree(int files) throws IOException {
        home = Path.of(System.getProperty("shadow.benchmarks.root", "."), "benchmarks/target/search/" + files)
                .toAbsolutePath()
                .normalize();
        Path ready = home.resolve("ready");
        if (!Files.exists(ready)) {
            deleteHome();
            Files.createDirectories(home);
        }
        shadow = Shadow.builder()
                .mode("local")
                .stateDirectory(home.resolve("state"))
                .open();
        workspace = shadow.workspaces().prepare(WorkspaceSpec.forTask("search").directory(directory()));
        if (!Files.exists(ready)) {
            fill(files);
            Files.createFile(ready);
        }
    }

    /**
     * Where the files are.
     *
     * @return an existing directory
     */
    public Path directory() {
        return home.resolve("work");
    }

    ToolExecutor tools() {
        return workspace.tools();
    }

    private void fill(int files) throws IOException {
        Files.createDirectory(directory().resolve(".git"));
        Files.writeString(directory().resolve(".gitignore"), RULES);
        try (ZipFile sources = new ZipFile(sources().toFile())) {
            if (files < MANY) {
                unpack(sources, "jdk", name -> name.compareTo("java.base/java/util/") >= 0, files);
                return;
            }
            int unpacked = unpack(sources, "jdk", name -> true, Integer.MAX_VALUE);
            while (unpacked < files) {
                unpacked += unpack(sources, "copy-from-" + unpacked, name -> true, files - unpacked);
            }
        }
    }

    private int unpack(ZipFile sources, String folder, Predicate<String> chosen, int most) throws IOException {
        List<ZipEntry> entries = new ArrayList<>();
        sources.stream()
                .filter(entry -> !entry.isDirectory() && chosen.test(entry.getName()))
                .sorted(Comparator.comparing(ZipEntry::getName))
                .limit(most)
                .forEach(entries::add);
        for (ZipEntry entry : entries) {
            Path file = directory().resolve(folder).resolve(entry.getName());
            Files.createDirectories(file.getParent());
            try (InputStream content = sources.getInputStream(entry)) {
                Files.copy(content, file);
            }
        }
        return entries.size();
    }

    private static Path sources() throws IOException {
        List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        Path others = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(others)) {
            try (Stream<Path> all = Files.list(others)) {
                homes.addAll(all.sorted().toList());
            }
        }
        return homes.stream()
                .map(jdk -> jdk.resolve("lib/src.zip"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new NotRunException("needs a JDK with its src.zip"));
    }

    private void deleteHome() throws IOException {
        if (!Files.exists(home)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(home)) {
            List<Path> childrenFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : childrenFirst) {
                Files.delete(path);
            }
        }
    }

    /** The paths of the files that a peer would see, by the least that could find them. */
    List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory())) {
            return all.filter(Files::isRegularFile)
                    .map(file -> directory().relativize(file).toString())
                    .filter(path -> !path.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() {
        workspace.close();
        shadow.close();
    }
}
