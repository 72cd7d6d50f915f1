package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.ErrorCode;
import dev.shadow.GitManager;
import dev.shadow.Shadow;
import dev.shadow.ShadowException;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.git.Checkpoint;
import dev.shadow.git.CheckpointRequest;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.DiffRequest;
import dev.shadow.git.DiffResult;
import dev.shadow.git.StatusEntry;
import dev.shadow.tck.OriginRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shadow and the git program see the same repository, whichever of them changes it. */
class GitSequenceTest {
    private static final List<String> NAMES = List.of(
            "a",
            "b.txt",
            "with space",
            "\"quoted\"",
            "üñï✓",
            "new\nline",
            "tab\there",
            "back\\slash",
            "-dash",
            "#x",
            "[1]*?",
            "!y",
            "deep/er/file",
            "deep/other",
            "deep/er/\"q\" ü",
            "run.sh",
            "README.md",
            "x.log",
            "build/o");

    @TempDir
    private Path scratch;

    private final Map<String, Map<String, String>> checkpoints = new HashMap<>();
    private Random random = new Random(0);
    private Path tree = Path.of("");
    private int unique;

    @ParameterizedTest
    @ValueSource(strings = {"jgit", "program"})
    void aRandomSequenceLeavesWhatTheGitProgramAgreesWith(String engine) throws IOException, InterruptedException {
        run(60, engine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jgit", "program"})
    @Tag("soak")
    void aRandomSequenceOfFiveHundredLeavesWhatTheGitProgramAgreesWith(String engine)
            throws IOException, InterruptedException {
        run(500, engine);
    }

    private void run(int operations, String engine) throws IOException, InterruptedException {
        long seed = Long.getLong("shadow.test.seed", System.nanoTime());
        System.out.println("git sequence: " + operations + " operations by " + engine + ", seed " + seed);
        random = new Random(seed);
        OriginRepository origin = OriginRepository.create(scratch);
        tree = scratch.resolve("tree");
        try (Shadow shadow = Shadow.builder()
                        .mode("local")
                        .set(LocalGit.ENGINE, engine)
                        .stateDirectory(scratch.resolve("state"))
                        .open();
                Workspace workspace = shadow.workspaces()
                        .prepare(WorkspaceSpec.forTask("judged")
                                .repository(origin.url(), "main")
                                .directory(tree))) {
            GitJudge judge = new GitJudge(tree);
            List<String> history = new ArrayList<>();
            for (int i = 0; i < operations; i++) {
                String done = step(workspace.git(), judge, random.nextInt(24));
                history.add(done);
                String why = "seed " + seed + ", operation " + i + " of "
                        + history.subList(Math.max(0, history.size() - 12), history.size());
                judge.agree(workspace.git().status(), why);
                if (i % 10 == 9) {
                    judge.agree(workspace.git().log(200), why);
                    requireApplicable(workspace.git(), judge, why);
                }
                if (i % 50 == 49 || i == operations - 1) {
                    judge.requireSound(why);
                }
            }
        }
    }

    private String step(GitManager git, GitJudge judge, int kind) throws IOException, InterruptedException {
        String path = NAMES.get(random.nextInt(NAMES.size()));
        return switch (kind) {
            case 0, 1, 2, 3, 4 -> write(path);
            case 5 -> remove(path);
            case 6 -> move(path, NAMES.get(random.nextInt(NAMES.size())));
            case 7 -> toggle(path);
            case 8 -> link(path);
            case 9 -> ignore(random.nextBoolean() ? ".gitignore" : "deep/.gitignore");
            case 10 -> "add -A " + judge.tried("add", "-A").exit();
            case 11 -> "add one " + judge.tried("add", "--", literal(path)).exit();
            case 12 ->
                "rm --cached "
                        + judge.tried("rm", "-q", "--cached", "--", literal(path))
                                .exit();
            case 13 ->
                "mv " + judge.tried("mv", "-f", "--", path, "moved " + unique++).exit();
            case 14 -> "add -N " + judge.tried("add", "-N", "--", literal(path)).exit();
            case 15 ->
                "chmod " + judge.tried("update-index", "--chmod=+x", "--", path).exit();
            case 16 ->
                "git commit "
                        + judge.tried("commit", "-q", "--allow-empty", "-m", "By git " + unique++)
                                .exit();
            case 17 -> merge(judge);
            case 18 ->
                "abort " + judge.tried("merge", "--abort").exit()
                        + judge.tried("reset", "-q", "--hard").exit();
            case 19, 20 -> commit(git, path);
            case 21 -> checkpoint(git, judge);
            case 22 -> restore(git, judge);
            default -> "gc " + judge.git("gc", "-q", "--prune=now");
        };
    }

    private static String literal(String path) {
        return ":(literal)" + path;
    }

    private String text() {
        int id = unique++;
        return IntStream.range(0, 12)
                .mapToObj(line -> "file " + id + " line " + line + " of " + random.nextLong() + "\n")
                .collect(Collectors.joining());
    }

    private String write(String path) throws IOException {
        Path file = tree.resolve(path);
        if (isBlocked(file)) {
            return "cannot write " + path;
        }
        Files.createDirectories(file.getParent());
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && random.nextBoolean()) {
            Files.writeString(file, Files.readString(file) + "one more line " + unique++ + "\n");
        } else {
            Files.deleteIfExists(file);
            Files.writeString(file, text());
        }
        return "write " + path;
    }

    /** A directory is there, or something else where a directory has to be. */
    private boolean isBlocked(Path file) {
        for (Path above = file.getParent(); !above.equals(tree); above = above.getParent()) {
            if (Files.exists(above, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    }

    private String remove(String path) throws IOException {
        Path file = tree.resolve(path);
        if (!isBlocked(file)) {
            Files.deleteIfExists(file);
        }
        return "remove " + path;
    }

    private String move(String path, String to) throws IOException {
        Path from = tree.resolve(path);
        Path target = tree.resolve(to);
        if (!from.equals(target)
                && !isBlocked(from)
                && !isBlocked(target)
                && Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(target.getParent());
            Files.deleteIfExists(target);
            Files.move(from, target);
        }
        return "move " + path + " to " + to;
    }

    private String toggle(String path) {
        Path file = tree.resolve(path);
        boolean is = Files.isExecutable(file);
        return "toggle " + path + " "
                + (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && file.toFile().setExecutable(!is, false));
    }

    private String link(String path) throws IOException {
        Path file = tree.resolve(path);
        if (!isBlocked(file)) {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.createSymbolicLink(file, Path.of("to " + unique++));
        }
        return "link " + path;
    }

    private String ignore(String path) throws IOException {
        Path file = tree.resolve(path);
        if (!isBlocked(file)) {
            Files.createDirectories(file.getParent());
            String rules = List.of("*.log\nbuild/\n", "b.txt\n", "er/\n!er/file\n", "/a\n*.txt\n!b.txt\n", "")
                    .get(random.nextInt(5));
            Files.writeString(file, rules + "# " + unique++ + "\n");
        }
        return "rules " + path;
    }

    /** A side branch that changes a file which this one changes too. */
    private String merge(GitJudge judge) throws IOException, InterruptedException {
        judge.tried("add", "-A");
        judge.tried("commit", "-q", "-m", "Before the merge " + unique++);
        String side = "side" + unique++;
        String here = judge.git("symbolic-ref", "--short", "HEAD").strip();
        if (judge.tried("checkout", "-q", "-b", side).exit() != 0) {
            return "no merge";
        }
        write("README.md");
        remove("run.sh");
        judge.tried("add", "-A");
        judge.tried("commit", "-q", "--allow-empty", "-m", "Side " + unique++);
        judge.git("checkout", "-q", "-f", here);
        write("README.md");
        toggle("run.sh");
        judge.tried("add", "-A");
        judge.tried("commit", "-q", "--allow-empty", "-m", "Here " + unique++);
        return "merge " + judge.tried("merge", "-q", "--no-edit", side).exit();
    }

    private String commit(GitManager git, String path) throws IOException {
        boolean unfinished = Files.exists(tree.resolve(".git/MERGE_HEAD"))
                || git.status().entries().stream()
                        .anyMatch(entry -> entry.conflict().isPresent());
        CommitRequest request = CommitRequest.of("Ünï (code) \"" + unique++ + "\"\n\nbody $x `y`\n");
        boolean known = git.status().entries().stream().map(StatusEntry::path).anyMatch(path::equals);
        CommitRequest chosen = known && random.nextBoolean() ? request.paths(path) : request;
        if (unfinished) {
            ShadowException refused = catchThrowableOfType(ShadowException.class, () -> git.commit(chosen));
            assertThat(refused.code()).isEqualTo(ErrorCode.GIT_FAILED);
            return "refused commit";
        }
        if (chosen.paths().isEmpty() && random.nextBoolean()) {
            return "commitIfChanged " + git.commitIfChanged().isCommitted();
        }
        return "commit " + chosen.paths() + git.commit(chosen).isCommitted();
    }

    private String checkpoint(GitManager git, GitJudge judge) throws IOException, InterruptedException {
        String before = judge.git("ls-files", "-s", "-z") + judge.git("rev-parse", "HEAD");
        Checkpoint kept =
                git.checkpoint(CheckpointRequest.of("Kept " + unique++).keep(3));
        assertThat(judge.git("ls-files", "-s", "-z") + judge.git("rev-parse", "HEAD"))
                .isEqualTo(before);
        Map<String, String> files = judge.kept();
        Map<String, String> modes = new TreeMap<>();
        for (String line : judge.paths("ls-tree", "-r", "-z", "refs/shadow/checkpoints/" + kept.id() + ":files")) {
            modes.put(line.substring(line.indexOf('\t') + 1), line.substring(0, 6));
        }
        files.forEach((path, content) -> assertThat(modes.remove(path))
                .as("mode of " + path)
                .isEqualTo(content.startsWith("link ") ? "120000" : content.startsWith("true ") ? "100755" : "100644"));
        assertThat(modes).isEmpty();
        checkpoints.put(kept.id(), files);
        return "checkpoint " + kept.id();
    }

    private String restore(GitManager git, GitJudge judge) throws IOException, InterruptedException {
        List<Checkpoint> all = git.checkpoints();
        if (all.isEmpty()) {
            return "nothing to restore";
        }
        String id = all.get(random.nextInt(all.size())).id();
        Set<String> ignored = judge.ignored();
        String head = judge.git("rev-parse", "HEAD");
        try {
            git.restore(id);
        } catch (ShadowException e) {
            assertThat(e.details().get("path")).as(e.message()).isIn(ignored);
            return "refused restore of " + id;
        }
        Map<String, String> expected = checkpoints.get(id);
        Map<String, String> now = judge.kept();
        Map<String, String> lost = new TreeMap<>(expected);
        lost.entrySet().removeAll(now.entrySet());
        assertThat(lost).as("what the restore of " + id + " did not bring back").isEmpty();
        Set<String> more = new TreeSet<>(now.keySet());
        more.removeAll(expected.keySet());
        more.removeAll(ignored);
        for (String path : more) {
            int ignoredThen =
                    judge.tried("check-ignore", "-q", "--no-index", "--", path).exit();
            assertThat(ignoredThen)
                    .as("'" + path + "' stayed after the restore of " + id)
                    .isZero();
        }
        assertThat(judge.git("rev-parse", "HEAD")).isEqualTo(head);
        return "restore " + id;
    }

    /** The diffs lead, by git apply, from the one tree to the other. */
    private void requireApplicable(GitManager git, GitJudge judge, String why)
            throws IOException, InterruptedException {
        boolean conflicts = git.status().entries().stream()
                .anyMatch(entry -> entry.conflict().isPresent());
        if (conflicts) {
            return;
        }
        Map<String, String> aside =
                Map.of("GIT_INDEX_FILE", scratch.resolve("aside.index").toString());
        DiffResult work = git.diff(DiffRequest.of(DiffRequest.Sides.WORK_TREE_TO_HEAD));
        assertThat(judge.tried(aside, "read-tree", "HEAD").exit()).isZero();
        if (!work.files().isEmpty()) {
            Path patch = Files.writeString(scratch.resolve("work.patch"), work.text());
            GitJudge.Said applied = judge.tried(aside, "apply", "--cached", "--whitespace=nowarn", patch.toString());
            assertThat(applied.exit()).as(why + applied.output() + work.text()).isZero();
        }
        String reached = judge.tried(aside, "write-tree").output();
        Checkpoint kept = git.checkpoint(CheckpointRequest.of("Judged").keep(4));
        String expected = judge.git("rev-parse", "refs/shadow/checkpoints/" + kept.id() + ":files");
        git.deleteCheckpoint(kept.id());
        assertThat(reached).as(why).isEqualTo(expected);
    }
}
