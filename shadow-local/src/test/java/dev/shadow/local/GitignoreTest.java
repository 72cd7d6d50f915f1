package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.core.search.TreeListing;
import dev.shadow.file.FileType;
import dev.shadow.file.ListRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a walk leaves out, held against what the git program would. */
class GitignoreTest {
    private static final List<String> FILES = List.of(
            "a",
            "b.log",
            "foo",
            "foo bar",
            "x/a",
            "x/b.log",
            "x/foo/a",
            "x/foo/b.log",
            "x/y/a",
            "x/y/foo",
            "x/y/z/a.log",
            "foo2/a",
            "foo2/x/a",
            ".hidden/a",
            ".hidden/foo",
            "#hash",
            "!bang",
            "a[b]",
            "back\\slash",
            "trail ",
            "naïve");

    private static final List<String> LINES = List.of(
            "a",
            "/a",
            "a/",
            "foo",
            "foo/",
            "/foo",
            "!a",
            "!foo",
            "!/x/",
            "*.log",
            "!*.log",
            "x/*",
            "x/**",
            "**/a",
            "x/**/a",
            "/**/foo",
            "**/foo/**",
            "foo*",
            "f?o",
            "[a-f]*",
            "[!a-f]*",
            "*",
            "!*/",
            "x/y",
            "/x/y/",
            "x/y/z",
            "\\#hash",
            "#hash",
            "\\!bang",
            "a\\[b\\]",
            "a[[]b]",
            "back\\\\slash",
            "trail\\ ",
            "trail ",
            "foo\\ bar",
            "foo bar",
            "**",
            "/*",
            "!/x",
            "x/",
            "*/a",
            "*/*/a",
            "y/**/a.log",
            "z",
            ".hidden",
            ".*",
            "!.hidden/",
            "na*",
            "",
            "  ",
            "/",
            "//",
            "[",
            "a[",
            "***",
            "**a",
            "a**",
            "foo/*",
            "!foo/a",
            "[[:alpha:]]",
            "[^a]",
            "*[!o]",
            "/x/**/",
            "x//a",
            "./a",
            "../a",
            "?",
            "??",
            "x/?",
            "**/",
            "**/x",
            "**/.hidden",
            "*.l?g",
            "b.lo[g]",
            "\\a",
            "\\foo",
            "fo\\o",
            "na?ve",
            "na??ve",
            "na[\u00ef]ve",
            "fo**",
            "x/f**/a",
            "/x**/a",
            "x/y**/z/*",
            "**foo/a",
            "[[:space:]]*",
            "[[:nope:]]",
            "[]a]",
            "[!]a]",
            "[a-",
            "foo\\",
            "a\r",
            "*\\ *",
            "!",
            "!!bang");

    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "foo",
            "x",
            "y",
            "z",
            ".log",
            "*",
            "*",
            "**",
            "?",
            "/",
            "/",
            "!",
            "[",
            "]",
            "[a-f]",
            "[!a]",
            "[[:alpha:]]",
            "\\",
            " ",
            "#",
            ".",
            "na",
            "\u00ef",
            "ve",
            "\r",
            "-",
            "^");

    private static final long SEED = Long.getLong("shadow.test.seed", System.nanoTime());

    @TempDir
    Path scratch;

    @Test
    void agreesWithGitOnEachRuleAndOnMixturesOfThem() throws Exception {
        TestTree tree = treeOfFiles();
        List<String> disagreements = new ArrayList<>();
        for (String line : LINES) {
            compare(tree, List.of(line), List.of(), disagreements);
        }
        Random random = new Random(20261121);
        for (int i = 0; i < 150; i++) {
            compare(tree, some(random), some(random), disagreements);
        }
        assertThat(disagreements).isEmpty();
    }

    private TestTree treeOfFiles() throws Exception {
        TestTree tree = new TestTree(scratch);
        git(tree.root, "init", "-q");
        for (String file : FILES) {
            Files.createDirectories(tree.root.resolve(file).getParent());
            Files.writeString(tree.root.resolve(file), "");
        }
        return tree;
    }

    @Test
    void agreesWithGitOnRandomRules() throws Exception {
        compareRandomRules(60);
    }

    @Test
    @Tag("soak")
    void agreesWithGitOnThousandsOfRandomRules() throws Exception {
        compareRandomRules(5_000);
    }

    private void compareRandomRules(int times) throws Exception {
        TestTree tree = treeOfFiles();
        for (int i = 0; i < times; i++) {
            Random random = new Random(SEED + i);
            List<String> disagreements = new ArrayList<>();
            compare(tree, rules(random), rules(random), disagreements);
            assertThat(disagreements).as("seed %s", SEED + i).isEmpty();
        }
    }

    private static List<String> rules(Random random) {
        List<String> rules = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            StringBuilder rule = new StringBuilder();
            for (int j = random.nextInt(6) + 1; j > 0; j--) {
                rule.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            rules.add(rule.toString());
        }
        return rules;
    }

    private static List<String> some(Random random) {
        return random.ints(random.nextInt(5), 0, LINES.size())
                .mapToObj(LINES::get)
                .toList();
    }

    private void compare(TestTree tree, List<String> top, List<String> nested, List<String> disagreements)
            throws Exception {
        Files.write(tree.root.resolve(".gitignore"), top);
        Files.write(tree.root.resolve("x/.gitignore"), nested);
        List<String> expected =
                List.copyOf(new TreeSet<>(List.of(git(tree.root, "ls-files", "-z", "--others", "--exclude-standard")
                        .split("\0", -1))));
        TreeSet<String> seen = new TreeSet<>(List.of(""));
        ListRequest all = ListRequest.of(".").depth(100).limit(100_000);
        TreeListing.list(tree.store, all, TestTree.soon()).entries().stream()
                .filter(entry -> entry.type() == FileType.FILE)
                .forEach(entry -> seen.add(entry.path()));
        if (!List.copyOf(seen).equals(expected)) {
            disagreements.add(top + " and in x " + nested + ":\n  git:  " + expected + "\n  walk: " + seen + "\n");
        }
    }

    static String git(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(argv).directory(directory.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
