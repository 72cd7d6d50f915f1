package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.git.ChangeKind;
import dev.shadow.git.CommitInfo;
import dev.shadow.git.Conflict;
import dev.shadow.git.GitStatus;
import dev.shadow.git.StatusEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The git program, in the work tree of a workspace. */
final class GitJudge {
    private static final Map<Character, ChangeKind> KINDS = Map.of(
            '.', ChangeKind.UNCHANGED,
            'M', ChangeKind.MODIFIED,
            'T', ChangeKind.TYPE_CHANGED,
            'A', ChangeKind.ADDED,
            'D', ChangeKind.DELETED,
            'R', ChangeKind.RENAMED);
    private static final Map<String, Conflict> CONFLICTS = Map.of(
            "DD", Conflict.BOTH_DELETED,
            "AU", Conflict.ADDED_BY_US,
            "UD", Conflict.DELETED_BY_THEM,
            "UA", Conflict.ADDED_BY_THEM,
            "DU", Conflict.DELETED_BY_US,
            "AA", Conflict.BOTH_ADDED,
            "UU", Conflict.BOTH_MODIFIED);

    private final Path tree;

    GitJudge(Path tree) {
        this.tree = tree;
    }

    /** What the program says, whatever its exit. */
    record Said(int exit, String output) {}

    Said tried(String... arguments) throws IOException, InterruptedException {
        return tried(Map.of(), arguments);
    }

    Said tried(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("git", "-c", "user.name=Judge", "-c", "user.email=judge@x"));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(argv).directory(tree.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1", "LC_ALL", "C.UTF-8"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), output);
    }

    String git(String... arguments) throws IOException, InterruptedException {
        Said said = tried(arguments);
        assertThat(said.exit())
                .as("git " + String.join(" ", arguments) + ": " + said.output())
                .isZero();
        return said.output();
    }

    List<String> paths(String... arguments) throws IOException, InterruptedException {
        String output = git(arguments);
        return output.isEmpty() ? List.of() : List.of(output.split("\0"));
    }

    void agree(GitStatus status, String why) throws IOException, InterruptedException {
        Map<String, String> ours = new TreeMap<>();
        status.entries().forEach(entry -> ours.put(entry.path(), line(entry)));
        assertThat(ours).as(why).isEqualTo(porcelain());
    }

    private static String line(StatusEntry entry) {
        return entry.conflict().isPresent()
                ? entry.conflict().get().name()
                : entry.staged() + " " + entry.unstaged()
                        + entry.oldPath().map(old -> " from " + old).orElse("");
    }

    /**
     * By path, in our words; see git-status(1). Where there are conflicts git pairs a missing file with an undecided path that
     * is like it, shows the pair as the conflict, and so leaves the missing file out; without renames it names it.
     */
    private Map<String, String> porcelain() throws IOException, InterruptedException {
        Map<String, String> lines = porcelain("--find-renames");
        if (lines.values().stream().anyMatch(GitJudge::isConflict)) {
            porcelain("--no-renames").forEach((path, line) -> {
                if (line.equals("UNCHANGED DELETED")
                        && lines.values().stream().noneMatch(other -> isFrom(other, path))) {
                    lines.putIfAbsent(path, line);
                }
            });
        }
        return lines;
    }

    private static boolean isConflict(String line) {
        return CONFLICTS.values().stream().anyMatch(conflict -> conflict.name().equals(line));
    }

    private static boolean isFrom(String line, String path) {
        return line.endsWith(" from " + path);
    }

    private Map<String, String> porcelain(String renames) throws IOException, InterruptedException {
        Map<String, String> lines = new TreeMap<>();
        Set<String> untracked = new TreeSet<>();
        Iterator<String> fields = paths("status", "--porcelain=v2", "-z", "--untracked-files=all", renames)
                .iterator();
        while (fields.hasNext()) {
            String field = fields.next();
            String[] part = field.split(" ", field.startsWith("1 ") ? 9 : field.startsWith("2 ") ? 10 : 11);
            switch (field.charAt(0)) {
                case '1' -> lines.put(part[8], kinds(part[1]));
                case '2' -> lines.put(part[9], kinds(part[1]) + " from " + fields.next());
                case 'u' -> lines.put(part[10], String.valueOf(CONFLICTS.get(part[1])));
                case '?' -> untracked.add(field.substring(2).replaceAll("/$", ""));
                default -> throw new AssertionError(field);
            }
        }
        untracked.forEach(path -> lines.put(path, stagedOf(lines.get(path)) + " UNTRACKED"));
        return lines;
    }

    private static String stagedOf(String line) {
        return line == null ? "UNCHANGED" : line.substring(0, line.indexOf(' '));
    }

    private static String kinds(String letters) {
        return KINDS.get(letters.charAt(0)) + " " + KINDS.get(letters.charAt(1));
    }

    void agree(List<CommitInfo> log, String why) throws IOException, InterruptedException {
        List<String> ours = log.stream()
                .map(commit -> commit.id() + "|" + String.join(" ", commit.parents()) + "|"
                        + commit.author().name() + "|" + commit.author().email() + "|"
                        + commit.authored().getEpochSecond() + "|"
                        + commit.message().stripTrailing())
                .toList();
        List<String> theirs = Arrays.stream(git("log", "-z", "-" + log.size(), "--format=%H|%P|%an|%ae|%at|%B")
                        .split("\0"))
                .map(String::stripTrailing)
                .toList();
        assertThat(ours).as(why).isEqualTo(theirs);
    }

    /** The bytes and modes of everything that git would keep. */
    Map<String, String> kept() throws IOException, InterruptedException {
        Map<String, String> files = new TreeMap<>();
        for (String path : paths("ls-files", "-z", "-c", "-o", "--exclude-standard")) {
            Path file = tree.resolve(path);
            if (Files.isSymbolicLink(file)) {
                files.put(path, "link " + Files.readSymbolicLink(file));
            } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                boolean executable = Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
                files.put(path, executable + " " + Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    Set<String> ignored() throws IOException, InterruptedException {
        return new TreeSet<>(paths("ls-files", "-z", "-o", "-i", "--exclude-standard"));
    }

    void requireSound(String why) throws IOException, InterruptedException {
        Said fsck = tried("fsck", "--strict", "--no-dangling");
        assertThat(fsck.output())
                .as(why)
                .doesNotContain("error")
                .doesNotContain("missing")
                .doesNotContain("broken");
        assertThat(fsck.exit()).as(why + fsck.output()).isZero();
    }
}
