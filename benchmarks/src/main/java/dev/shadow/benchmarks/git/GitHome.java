package dev.shadow.benchmarks.git;

import dev.shadow.Setting;
import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.benchmarks.search.SourceTree;
import dev.shadow.git.CommitRequest;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A repository of 20,000 files and 200 commits below {@code benchmarks/target/git}, made once, and clones of it: one for each
 * engine of Shadow, and one for the bare program. Each has the same ten changed files and two new ones. Thread-safe.
 */
final class GitHome {
    private static final int FILES = 20_000;
    private static final int COMMITS = 200;
    private static final int CHANGED = 10;
    private static final Setting ENGINE = Setting.of("shadow.local.git", "SHADOW_LOCAL_GIT", "Who works on trees.");

    private static final Path HOME = Path.of(System.getProperty("shadow.benchmarks.root", "."), "benchmarks/target/git")
            .toAbsolutePath()
            .normalize();

    private GitHome() {}

    static Path scratch(String name) throws IOException {
        return Files.createDirectories(HOME.resolve("scratch")).resolve(name);
    }

    static Path state(String engine) {
        return HOME.resolve("state-" + engine);
    }

    static Shadow shadow(String engine) {
        return Shadow.builder()
                .mode("local")
                .set(ENGINE, engine)
                .stateDirectory(state(engine))
                .open();
    }

    static String url() throws IOException, InterruptedException {
        Path origin = HOME.resolve("origin.git");
        if (!Files.exists(HOME.resolve("origin-ready"))) {
            delete(origin);
            Files.createDirectories(origin);
            fill(origin);
            Files.createFile(HOME.resolve("origin-ready"));
        }
        return "file://" + origin;
    }

    private static void fill(Path origin) throws IOException, InterruptedException {
        Git git = Git.in(origin);
        git.run("init", "-q", "--bare", "-b", "main", ".");
        try (SourceTree source = new SourceTree(FILES)) {
            git.run("--work-tree=" + source.directory(), "add", "-A");
        }
        String tree = git.run("write-tree").strip();
        String first = git.run("commit-tree", tree, "-m", "All the files").strip();
        git.run("update-ref", "refs/heads/main", first);
        Path history = scratch("history");
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < COMMITS; i++) {
            text.append("commit refs/heads/main\ncommitter Peer <peer@example.org> ")
                    .append(1_700_000_000 + i)
                    .append(" +0000\ndata 8\nOne more\n");
            if (i == 1) {
                text.append("from ").append(first).append('\n');
            }
            text.append("M 100644 inline history/").append(i % 50).append(".txt\ndata 6\n");
            text.append(String.format("%05d%n%n", i));
        }
        Files.writeString(history, text);
        git.run(Redirect.from(history.toFile()), "fast-import", "--quiet");
        git.run("repack", "-adq");
    }

    /** The workspace of an engine, whose files are in {@link #tree}. */
    static Workspace open(Shadow shadow, String engine) throws IOException, InterruptedException {
        Path ready = HOME.resolve("ready-" + engine);
        if (Files.exists(ready)) {
            return shadow.workspaces().open("standing");
        }
        delete(tree(engine));
        Workspace workspace = shadow.workspaces()
                .prepare(WorkspaceSpec.forTask("standing")
                        .repository(url(), "main")
                        .directory(tree(engine)));
        workspace.tools().writeFile("one.txt", "one\n");
        workspace.git().commit(CommitRequest.of("One").paths("one.txt"));
        change(tree(engine));
        Files.createFile(ready);
        return workspace;
    }

    static Path tree(String engine) {
        return HOME.resolve("tree-" + engine);
    }

    /** The clone of the bare program. */
    static Path peer() throws IOException, InterruptedException {
        Path peer = HOME.resolve("peer");
        if (!Files.exists(HOME.resolve("ready-peer"))) {
            delete(peer);
            Git.in(HOME).run("clone", "-q", url(), peer.toString());
            Files.writeString(peer.resolve("one.txt"), "one\n");
            Git git = Git.in(peer);
            git.run("config", "gc.auto", "0");
            git.run("add", "one.txt");
            git.run("commit", "-q", "-m", "One");
            change(peer);
            Files.createFile(HOME.resolve("ready-peer"));
        }
        return peer;
    }

    private static void change(Path tree) throws IOException {
        for (Path file : sources(tree).subList(0, CHANGED)) {
            Files.writeString(file, "// one more line\n", StandardOpenOption.APPEND);
        }
        Files.writeString(tree.resolve("new.txt"), "new\n");
        Files.writeString(Files.createDirectories(tree.resolve("more")).resolve("new.txt"), "new\n");
    }

    /** Some files in many directories, always the same ones. */
    static List<Path> sources(Path tree) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(tree.resolve("jdk"))) {
            List<Path> files = all.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            for (int i = 0; i < files.size(); i += 97) {
                found.add(files.get(i));
            }
        }
        return found;
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
