package dev.shadow.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.ForkSpec;
import dev.shadow.Shadow;
import dev.shadow.ShadowException;
import dev.shadow.ToolExecutor;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.file.ListRequest;
import dev.shadow.file.WriteRequest;
import dev.shadow.git.Checkpoint;
import dev.shadow.git.CheckpointRequest;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.DiffRequest;
import dev.shadow.tck.OriginRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mock gives, call by call, the results that the local backend gives. */
class MockGitLikeLocalTest {
    private static final List<String> NAMES = List.of(
            "a",
            "b.txt",
            "with space",
            "\"quoted\" ü",
            "new\nline",
            "deep/er/file",
            "deep/other",
            "run.sh",
            "README.md",
            "x.log",
            ".gitignore",
            "src/App.java");

    /** Ids of commits and times differ from run to run; the place of an id in the order of ids does not. */
    private static final Pattern RANDOM =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z|\\b[0-9a-f]{40}\\b|\\b\\d+-[0-9a-f]{8}\\b");

    @TempDir
    private Path scratch;

    @Test
    void randomCallsHaveTheSameResults() throws IOException {
        compare(80);
    }

    @Test
    @Tag("soak")
    void twoThousandRandomCallsHaveTheSameResults() throws IOException {
        compare(2_000);
    }

    private void compare(int calls) throws IOException {
        long seed = Long.getLong("shadow.test.seed", System.nanoTime());
        System.out.println("mock git like local: " + calls + " calls, seed " + seed);
        try (Side local = new Side("local", seed);
                Side mock = new Side("mock", seed)) {
            for (int i = 0; i < calls; i++) {
                String expected = local.call();
                assertThat(mock.call()).as("seed " + seed + ", call " + i).isEqualTo(expected);
            }
        }
    }

    /** One backend with the calls that a seed leads to. */
    private final class Side implements AutoCloseable {
        private final Random random;
        private final Shadow shadow;
        private final Workspace workspace;
        private final Map<String, String> ids = new LinkedHashMap<>();
        private int unique;

        Side(String mode, long seed) throws IOException {
            random = new Random(seed);
            OriginRepository origin = OriginRepository.create(Files.createDirectories(scratch.resolve(mode)));
            shadow = Shadow.builder()
                    .mode(mode)
                    .stateDirectory(scratch.resolve(mode + "-state"))
                    .open();
            workspace =
                    shadow.workspaces().prepare(WorkspaceSpec.forTask("alike").repository(origin.url(), "main"));
        }

        String call() {
            int kind = random.nextInt(20);
            String path = NAMES.get(random.nextInt(NAMES.size()));
            String other = NAMES.get(random.nextInt(NAMES.size()));
            boolean flag = random.nextBoolean();
            int number = random.nextInt(1_000);
            String result;
            try {
                result = String.valueOf(call(kind, path, other, flag, number));
            } catch (ShadowException e) {
                result = e.code() + " " + e.details();
            }
            return kind + " " + path + ": " + stable(result) + "\n"
                    + stable(workspace.git().status().toString());
        }

        private Object call(int kind, String path, String other, boolean flag, int number) {
            ToolExecutor tools = workspace.tools();
            return switch (kind) {
                case 0, 1, 2 -> write(tools, path, flag, number);
                case 3 -> write(tools, ".gitignore", false, number);
                case 4 -> deleted(tools, path);
                case 5 -> moved(tools, path, other);
                case 6, 7 -> workspace.git().commit(CommitRequest.of("Change (" + unique++ + ") ünï\n"));
                case 8 ->
                    workspace.git().commit(CommitRequest.of("Part " + unique++).paths(path));
                case 9 -> workspace.git().commitIfChanged();
                case 10 ->
                    workspace
                            .git()
                            .diff(DiffRequest.of(
                                            List.of(DiffRequest.Sides.values()).get(number % 4))
                                    .maxBytes(flag ? 1 << 20 : 2_000));
                case 11 -> workspace.git().fileChanges();
                case 12 -> workspace.git().log(1 + number % 20);
                case 13 -> workspace.git().push();
                case 14 ->
                    workspace
                            .git()
                            .checkpoint(CheckpointRequest.of("Kept " + number)
                                    .attach("n", Bytes.utf8("" + number))
                                    .keep(4));
                case 15, 16 -> restored(number);
                case 17 -> workspace.git().checkpoints();
                case 18 -> forked();
                default -> files(tools);
            };
        }

        private Object write(ToolExecutor tools, String path, boolean executable, int number) {
            String text = path.endsWith(".gitignore")
                    ? List.of("build/\n*.log\n", "a\n", "deep/\n", "*.txt\n!b.txt\n")
                            .get(number % 4)
                    : ("line " + number + " of " + unique++ + "\n").repeat(1 + number % 7);
            tools.writeFile(WriteRequest.of(path, text).executable(executable));
            return text;
        }

        private Object deleted(ToolExecutor tools, String path) {
            tools.delete(path);
            return "deleted";
        }

        private Object moved(ToolExecutor tools, String path, String other) {
            tools.move(path, other);
            return "moved";
        }

        private Object restored(int number) {
            List<Checkpoint> all = workspace.git().checkpoints();
            return all.isEmpty()
                    ? "none"
                    : workspace.git().restore(all.get(number % all.size()).id());
        }

        private Object forked() {
            String id = "fork" + unique++;
            try (Workspace fork =
                    shadow.workspaces().fork(ForkSpec.of("alike", id)).get(0)) {
                fork.tools().writeFile("of the fork", id);
                fork.git().commit(CommitRequest.of("By " + id));
                return shadow.workspaces().compare("alike", id) + "\n"
                        + shadow.workspaces().adopt(id) + "\n" + files(workspace.tools());
            }
        }

        private List<String> files(ToolExecutor tools) {
            List<String> files = new ArrayList<>();
            tools.list(ListRequest.of(".")
                            .depth(9)
                            .includeHidden(true)
                            .includeIgnored(true)
                            .limit(10_000))
                    .entries()
                    .forEach(file -> {
                        if (file.isFile() && !file.path().startsWith(".git/")) {
                            files.add(file.path() + " " + file.executable() + " "
                                    + tools.readFile(file.path()).bytes().utf8());
                        }
                    });
            return files;
        }

        private String stable(String text) {
            Matcher match = RANDOM.matcher(text);
            StringBuilder stable = new StringBuilder();
            while (match.find()) {
                String name = match.group().contains("T")
                        ? "TIME"
                        : ids.computeIfAbsent(match.group(), id -> "ID" + ids.size());
                match.appendReplacement(stable, name);
            }
            return match.appendTail(stable).toString();
        }

        @Override
        public void close() {
            workspace.close();
            shadow.close();
        }
    }
}
