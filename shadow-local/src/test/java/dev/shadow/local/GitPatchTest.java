package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the git program makes of random edits is applied as the git program applies it. */
class GitPatchTest {
    private static final int ROUNDS = 12;

    @TempDir
    private Path scratch;

    private Random random;

    @Test
    void appliesWhatGitDiffPrintsAsGitApplyDoes() throws IOException, InterruptedException {
        long seed = Long.getLong("shadow.test.seed", System.nanoTime());
        System.out.println("random edits by seed " + seed);
        random = new Random(seed);
        try (Shadow shadow = Shadow.builder()
                .mode("local")
                .stateDirectory(scratch.resolve("state"))
                .open()) {
            for (int round = 0; round < ROUNDS; round++) {
                round(shadow, round, "seed " + seed + ", round " + round);
            }
        }
    }

    private void round(Shadow shadow, int round, String name) throws IOException, InterruptedException {
        Path edited = Files.createDirectories(scratch.resolve("edited" + round));
        Path theirs = Files.createDirectories(scratch.resolve("theirs" + round));
        Path ours = scratch.resolve("ours" + round);
        Path patch = scratch.resolve("patch" + round);
        makeFiles(edited);
        git(edited, null, "init", "-q");
        git(edited, null, "-c", "core.autocrlf=false", "add", "-A");
        copy(edited, theirs);
        try (Workspace workspace = shadow.workspaces()
                .prepare(WorkspaceSpec.forTask("ours" + round).directory(ours))) {
            copy(edited, ours);
            editFiles(edited);
            git(edited, patch, "write-tree");
            String before = Files.readString(patch).strip();
            git(edited, null, "-c", "core.autocrlf=false", "add", "-A");
            git(edited, patch, "diff", "--cached", "-M", "--no-ext-diff", "--text", before);
            if (Files.size(patch) > 0) {
                git(theirs, null, "apply", "--whitespace=nowarn", patch.toString());
                workspace.tools().applyPatch(Files.readString(patch));
            }
        }
        assertThat(tree(ours)).as(name).isEqualTo(tree(theirs)).isEqualTo(tree(edited));
    }

    private void makeFiles(Path directory) throws IOException {
        for (int i = 0; i < 8; i++) {
            Path file = directory.resolve((i % 2 == 0 ? "d " + i + "/" : "") + "n\u00e4me\t" + i);
            Files.createDirectories(file.getParent());
            write(file, lines(random.nextInt(60)));
        }
    }

    private List<String> lines(int count) {
        String end = random.nextInt(3) == 0 ? "\r\n" : "\n";
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add("line " + random.nextInt(12) + (random.nextInt(9) == 0 ? "\r" : "") + " \u20ac" + end);
        }
        if (count > 0 && random.nextInt(3) == 0) {
            lines.set(count - 1, "no newline");
        }
        return lines;
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.writeString(file, String.join("", lines));
    }

    private void editFiles(Path directory) throws IOException {
        for (Path file : regularFiles(directory)) {
            switch (random.nextInt(7)) {
                case 0 -> Files.delete(file);
                case 1 -> {
                    Path target = directory.resolve("moved/" + file.getFileName());
                    Files.createDirectories(target.getParent());
                    Files.move(file, target);
                }
                case 2 -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                default -> edit(file);
            }
        }
        write(directory.resolve("new \"quoted\" file"), lines(random.nextInt(5)));
    }

    private void edit(Path file) throws IOException {
        List<String> lines =
                new ArrayList<>(Arrays.asList(Files.readString(file).split("(?<=\n)", -1)));
        lines.removeIf(String::isEmpty);
        for (int i = random.nextInt(5); i >= 0; i--) {
            int at = random.nextInt(lines.size() + 1);
            if (random.nextBoolean() || at == lines.size()) {
                lines.add(at, "added " + random.nextInt(100) + "\n");
            } else {
                lines.remove(at);
            }
        }
        write(file, lines);
    }

    private static List<Path> regularFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !directory.relativize(file).startsWith(".git"))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> tree(Path directory) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        for (Path file : regularFiles(directory)) {
            tree.put(
                    directory.relativize(file).toString(),
                    (Files.isExecutable(file) ? "x " : "- ") + Files.readString(file));
        }
        return tree;
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : regularFiles(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    private static void git(Path directory, Path output, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.redirectErrorStream(output == null);
        Path log = directory.resolveSibling(directory.getFileName() + ".log");
        Process process =
                builder.redirectOutput((output == null ? log : output).toFile()).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(() -> command + new String(read(log), StandardCharsets.UTF_8))
                .isZero();
    }

    private static byte[] read(Path log) {
        try {
            return Files.readAllBytes(log);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
