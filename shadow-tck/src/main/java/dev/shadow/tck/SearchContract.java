package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.CallOptions;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.ToolExecutor;
import dev.shadow.file.FileStat;
import dev.shadow.file.ListRequest;
import dev.shadow.search.CaseMode;
import dev.shadow.search.FindRequest;
import dev.shadow.search.FindResult;
import dev.shadow.search.GrepMatch;
import dev.shadow.search.GrepRequest;
import dev.shadow.search.GrepResult;
import dev.shadow.search.SearchScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of {@link dev.shadow.SearchTools}. */
public interface SearchContract extends ContractFixture {
    private ToolExecutor tools() {
        return workspace().tools();
    }

    private void write(String path, String text) {
        tools().writeFile(path, text);
    }

    private static List<String> places(GrepResult result) {
        return result.matches().stream()
                .map(match -> match.path() + ":" + match.line() + ":" + match.column())
                .toList();
    }

    private List<String> found(FindRequest request) {
        FindResult result = tools().findFiles(request);
        assertThat(result.timedOut()).isFalse();
        return result.paths();
    }

    @Test
    default void findsTextWithItsPlace() {
        GrepResult result = tools().grep(GrepRequest.literal("first"));
        assertThat(result.matches())
                .containsExactly(new GrepMatch("README.md", 3, 5, "teh first line", List.of(), List.of()));
        assertThat(result.truncated()).isFalse();
        assertThat(result.timedOut()).isFalse();
        assertThat(result.filesSearched()).isPositive();
    }

    @Test
    default void noHitIsAResult() {
        assertThat(tools().grep(GrepRequest.literal("no such text")).matches()).isEmpty();
        assertThat(tools().grep(GrepRequest.regex("n[o] such")).matches()).isEmpty();
        assertThat(tools().findFiles(FindRequest.glob("*.nothing")).paths()).isEmpty();
        assertThat(tools().findFiles(FindRequest.fuzzy("zzqqzz")).paths()).isEmpty();
    }

    @Test
    default void aLiteralIsNoPatternAndNoShellText() {
        write("f", "a.b\naxb\n$(touch x) `y` ; | && '\"\n");
        assertThat(places(tools().grep(GrepRequest.literal("a.b").in("f")))).containsExactly("f:1:1");
        assertThat(places(tools().grep(
                                GrepRequest.literal("$(touch x) `y` ; | && '\"").in("f"))))
                .containsExactly("f:3:1");
        assertThat(places(tools().grep(GrepRequest.literal("-e")))).isEmpty();
        failure(ErrorCode.NOT_FOUND, () -> tools().stat("x"));
    }

    @Test
    default void findsAPattern() {
        write("f", "foo1\nbar\n  foo22 foo3\n");
        assertThat(places(tools().grep(GrepRequest.regex("fo+\\d$").in("f")))).containsExactly("f:1:1", "f:3:9");
        assertThat(places(tools().grep(GrepRequest.regex("^").in("f")))).hasSize(3);
    }

    @Test
    default void caseMattersUnlessTold() {
        write("f", "Straße\nÜBER\nuber\n");
        assertThat(places(tools().grep(GrepRequest.literal("über").in("f")))).isEmpty();
        assertThat(places(tools().grep(
                                GrepRequest.literal("über").ignoreCase(true).in("f"))))
                .containsExactly("f:2:1");
        assertThat(places(tools().grep(
                                GrepRequest.regex("ÜB[e]r").ignoreCase(true).in("f"))))
                .containsExactly("f:2:1");
    }

    @Test
    default void smartCaseLooksForAnUpperCaseLetter() {
        write("f", "cat\nCat\n1 w\n");
        GrepRequest smart = GrepRequest.literal("cat").caseMode(CaseMode.SMART).in("f");
        assertThat(places(tools().grep(smart))).containsExactly("f:1:1", "f:2:1");
        assertThat(places(tools().grep(GrepRequest.literal("Cat")
                        .caseMode(CaseMode.SMART)
                        .in("f"))))
                .containsExactly("f:2:1");
        assertThat(places(tools().grep(GrepRequest.regex("^\\p{Lu}?\\Wcat|^cat\\S*$")
                        .caseMode(CaseMode.SMART)
                        .in("f"))))
                .as("an escape is no letter")
                .containsExactly("f:1:1", "f:2:1");
    }

    @Test
    default void aMatchReachesOverLinesWhenAsked() {
        write("f", "one\r\nfoo(\r\n  a,\r\n  b)\r\nlast foo(x) foo(y)\n");
        GrepRequest call = GrepRequest.regex("foo\\([^)]*\\)").in("f");
        assertThat(places(tools().grep(call))).containsExactly("f:5:6");
        assertThat(tools().grep(call.multiline(true).context(1, 1)).matches())
                .containsExactly(
                        new GrepMatch("f", 2, 1, "foo(\n  a,\n  b)", List.of("one"), List.of("last foo(x) foo(y)")),
                        new GrepMatch("f", 5, 6, "last foo(x) foo(y)", List.of("  b)"), List.of()));
        assertThat(places(tools().grep(
                                GrepRequest.regex("^  .,?$.").multiline(true).in("f"))))
                .as("a point is no line end")
                .isEmpty();
        assertThat(places(tools().grep(
                                GrepRequest.regex("(?s)^  a.*b").multiline(true).in("f"))))
                .containsExactly("f:3:1");
        assertThat(places(tools().grep(GrepRequest.literalLines("one\r\nfoo").in("f"))))
                .containsExactly("f:1:1");
        failure(ErrorCode.INVALID_ARGUMENT, () -> tools().grep(GrepRequest.literal("a\nb")));
    }

    @Test
    default void emptyMatchesOverLinesAreOneALine() {
        write("f", "a\n\nb");
        assertThat(places(tools().grep(GrepRequest.regex("^").multiline(true).in("f"))))
                .containsExactly("f:1:1", "f:2:1", "f:3:1");
        assertThat(places(tools().grep(GrepRequest.regex("\n").multiline(true).in("f"))))
                .containsExactly("f:1:2", "f:2:1");
    }

    @Test
    default void theLimitOfAFileLeavesRoomForOthers() {
        write("s/a", "x\nx\nx\n");
        write("s/b", "x\nx\nlast\n");
        for (boolean multiline : new boolean[] {false, true}) {
            GrepResult result = tools().grep(GrepRequest.literal("x")
                    .in("s")
                    .limitPerFile(2)
                    .context(0, 1)
                    .multiline(multiline));
            assertThat(places(result)).containsExactly("s/a:1:1", "s/a:2:1", "s/b:1:1", "s/b:2:1");
            assertThat(result.matches().get(3).after()).containsExactly("last");
            assertThat(result.truncated()).isFalse();
        }
    }

    @Test
    default void wholeWordsTouchNoLetter() {
        write("f", "cat\nconcat\ncat_\ncats cat\nécat\n(cat)\n");
        List<String> expected = List.of("f:1:1", "f:4:6", "f:6:2");
        assertThat(places(
                        tools().grep(GrepRequest.literal("cat").wholeWord(true).in("f"))))
                .isEqualTo(expected);
        assertThat(places(tools().grep(
                                GrepRequest.regex("ca(?:t|p)").wholeWord(true).in("f"))))
                .isEqualTo(expected);
        assertThat(places(tools().grep(GrepRequest.regex("(?x) c a t # three letters")
                        .wholeWord(true)
                        .in("f"))))
                .isEqualTo(expected);
        assertThat(places(
                        tools().grep(GrepRequest.regex("\\Qcat").wholeWord(true).in("f"))))
                .isEqualTo(expected);
    }

    @Test
    default void linesComeWithoutTheirEndings() {
        write("f", "one\r\ntwo\r\nthree");
        assertThat(tools().grep(GrepRequest.regex("^t.*$").in("f")).matches())
                .extracting(GrepMatch::text)
                .containsExactly("two", "three");
    }

    @Test
    default void givesTheLinesAround() {
        write("f", "1\n2\nhit\n4\nhit\n6\n7\n");
        List<GrepMatch> matches =
                tools().grep(GrepRequest.literal("hit").context(2, 1).in("f")).matches();
        assertThat(matches).extracting(GrepMatch::before).containsExactly(List.of("1", "2"), List.of("hit", "4"));
        assertThat(matches).extracting(GrepMatch::after).containsExactly(List.of("4"), List.of("6"));
    }

    @Test
    default void stopsAtTheLimitOverAllFiles() {
        write("a", "x\nx\n");
        write("b", "x\nx\nlast\n");
        GrepResult cut = tools().grep(GrepRequest.literal("x")
                .scope(SearchScope.EVERYWHERE.include("[ab]"))
                .limit(3)
                .context(0, 2));
        assertThat(places(cut)).containsExactly("a:1:1", "a:2:1", "b:1:1");
        assertThat(cut.matches().get(2).after()).containsExactly("x", "last");
        assertThat(cut.truncated()).isTrue();
        GrepResult all = tools().grep(GrepRequest.literal("x")
                .scope(SearchScope.EVERYWHERE.include("[ab]"))
                .limit(4));
        assertThat(all.matches()).hasSize(4);
        assertThat(all.truncated()).isFalse();
    }

    @Test
    default void filesComeInTheOrderOfTheirPaths() {
        for (String path : List.of("s/b", "s/a/x", "s/a.b", "s/B", "s/a/c/y")) {
            write(path, "x");
        }
        List<String> ordered = List.of("s/B", "s/a.b", "s/a/c/y", "s/a/x", "s/b");
        assertThat(tools().grep(GrepRequest.literal("x").in("s")).matches())
                .extracting(GrepMatch::path)
                .isEqualTo(ordered);
        assertThat(found(FindRequest.glob("*").in("s"))).isEqualTo(ordered);
    }

    @Test
    default void passesOverGitIgnoredHiddenAndBinaryFiles() {
        write("build/x", "needle");
        write("x.log", "needle");
        write(".hidden", "needle");
        write("bin", "needle\0");
        write("seen", "needle");
        assertThat(places(tools().grep(GrepRequest.literal("needle")))).containsExactly("seen:1:1");
        SearchScope all = SearchScope.EVERYWHERE.withHidden().withIgnored();
        assertThat(tools().grep(GrepRequest.literal("needle").scope(all)).matches())
                .extracting(GrepMatch::path)
                .containsExactly(".hidden", "build/x", "seen", "x.log");
        assertThat(tools().grep(GrepRequest.regex("repositoryformatversion|ref:")
                                .scope(all))
                        .matches())
                .isEmpty();
        assertThat(found(FindRequest.glob("*").scope(all))).noneMatch(path -> path.startsWith(".git/"));
        assertThat(tools().findFiles(FindRequest.glob("*").scope(all.in(".git")))
                        .paths())
                .isEmpty();
    }

    @Test
    default void aFileOrDirectoryThatIsNamedIsSearchedThoughItIsIgnored() {
        write("build/x.txt", "needle");
        assertThat(places(tools().grep(GrepRequest.literal("needle").in("build/x.txt"))))
                .containsExactly("build/x.txt:1:1");
        assertThat(places(tools().grep(GrepRequest.literal("needle").in("build"))))
                .containsExactly("build/x.txt:1:1");
        assertThat(tools().list("build").entries()).extracting(FileStat::path).containsExactly("build/x.txt");
        failure(ErrorCode.NOT_FOUND, () -> tools().grep(GrepRequest.literal("x").in("missing")));
        failure(
                ErrorCode.NOT_FOUND,
                () -> tools().findFiles(FindRequest.glob("x").in("missing")));
        failure(
                ErrorCode.NOT_A_DIRECTORY,
                () -> tools().findFiles(FindRequest.glob("x").in("README.md")));
    }

    @Test
    default void looksOnlyWhereTheGlobsSay() {
        write("src/a.txt", "needle");
        write("src/AppTest.java", "needle");
        write("src/Other.java", "needle");
        write("lib/Other.java", "needle");
        GrepRequest needle = GrepRequest.literal("needle");
        assertThat(tools().grep(needle.include("*.java").exclude("*Test.java")).matches())
                .extracting(GrepMatch::path)
                .containsExactly("lib/Other.java", "src/Other.java");
        assertThat(tools().grep(needle.include("src/**").exclude("**/*.{txt,md}"))
                        .matches())
                .extracting(GrepMatch::path)
                .containsExactly("src/AppTest.java", "src/Other.java");
        assertThat(tools().grep(needle.in("src").include("src/*")).matches()).isEmpty();
    }

    @Test
    default void badPatternsAreClearErrors() {
        assertThat(failure(ErrorCode.PATTERN_INVALID, () -> tools().grep(GrepRequest.regex("a(b")))
                        .message())
                .contains("a(b", "literal");
        for (String glob : List.of("[a", "{a,b", "a}", "x\\", "[z-a]")) {
            failure(ErrorCode.PATTERN_INVALID, () -> tools().findFiles(FindRequest.glob(glob)));
            failure(
                    ErrorCode.PATTERN_INVALID,
                    () -> tools().grep(GrepRequest.literal("x").include(glob)));
        }
    }

    @Test
    default void aPatternThatTriesForEverEndsAtItsDeadline() {
        write("a-hit", "aac\n");
        write("z-trap", "a".repeat(100) + "!c\n");
        GrepResult result = workspace()
                .with(CallOptions.DEFAULT.timeout(Duration.ofMillis(500)))
                .tools()
                .grep(GrepRequest.regex("^(a+)+\\1c$"));
        assertThat(result.timedOut()).isTrue();
        assertThat(places(result)).containsExactly("a-hit:1:1");
    }

    @Test
    default void aPatternThatNeedsTooMuchStackSaysSo() {
        write("long", "ab".repeat(1_000_000) + "!c\n");
        assertThat(failure(
                                ErrorCode.PATTERN_TOO_COMPLEX,
                                () -> tools().grep(
                                                GrepRequest.regex("(?:a|b)*c").in("long")))
                        .message())
                .contains("(?:a|b)*c");
    }

    @Test
    default void cutsALongLineAndTellsWhereTheMatchIs() {
        write("long", "x".repeat(200_000) + "needle" + "y".repeat(200_000) + "\nnext\n");
        GrepMatch match =
                tools().grep(GrepRequest.literal("needle").in("long")).matches().get(0);
        assertThat(match.column()).isEqualTo(200_001);
        assertThat(match.text()).hasSize(10_000);
        assertThat(places(tools().grep(GrepRequest.literal("next").in("long")))).containsExactly("long:2:1");
    }

    @Test
    default void whatIsNotUtf8IsSearchedAsFarAsItCanBeRead() {
        tools().writeFile(dev.shadow.file.WriteRequest.of(
                "latin1", dev.shadow.Bytes.copyOf(new byte[] {'n', 'a', (byte) 0xef, 'v', 'e', '\n'})));
        assertThat(tools().grep(GrepRequest.literal("ve").in("latin1")).matches())
                .extracting(GrepMatch::text)
                .containsExactly("na\uFFFDve");
    }

    @Test
    default void findsFilesByGlob() {
        write("src/main/Deep.java", "");
        write("src/main/[odd] {name}.txt", "");
        assertThat(found(FindRequest.glob("*.java"))).containsExactly("src/App.java", "src/main/Deep.java");
        assertThat(found(FindRequest.glob("src/*.java"))).containsExactly("src/App.java");
        assertThat(found(FindRequest.glob("**/main/*.java"))).containsExactly("src/main/Deep.java");
        assertThat(found(FindRequest.glob("{README,run}.*"))).containsExactly("README.md", "run.sh");
        assertThat(found(FindRequest.glob("[A-Q]*.java"))).containsExactly("src/App.java", "src/main/Deep.java");
        assertThat(found(FindRequest.glob("[!A]*.java"))).containsExactly("src/main/Deep.java");
        assertThat(found(FindRequest.glob("???.sh"))).containsExactly("run.sh");
        assertThat(found(FindRequest.glob("\\[odd\\] \\{*"))).containsExactly("src/main/[odd] {name}.txt");
        assertThat(found(FindRequest.glob("main/*").in("src"))).hasSize(2);
        FindResult cut = tools().findFiles(FindRequest.glob("*.java").limit(1));
        assertThat(cut.paths()).containsExactly("src/App.java");
        assertThat(cut.truncated()).isTrue();
    }

    @Test
    default void findsFilesByLettersTheBestFirst() {
        write("src/main/ApplicationController.java", "");
        write("src/main/capped.java", "");
        write("docs/a/p/p/x.txt", "");
        assertThat(found(FindRequest.fuzzy("app"))).startsWith("src/App.java");
        assertThat(found(FindRequest.fuzzy("APPCON"))).startsWith("src/main/ApplicationController.java");
        assertThat(found(FindRequest.fuzzy("readme")).get(0)).isEqualTo("README.md");
        assertThat(found(FindRequest.fuzzy("app").limit(1))).containsExactly("src/App.java");
        assertThat(tools().findFiles(FindRequest.fuzzy("app").limit(1)).truncated())
                .isTrue();
    }

    @Test
    default void theFirstInTheOrderOfPathsStayWhenThereAreTooMany() {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            String path = "many/" + (i % 12) + (i % 3 == 0 ? ".d" : "") + "/f" + i;
            write(path, "x\nneedle\nneedle\n");
            paths.add(path);
        }
        List<String> ordered = paths.stream().sorted().toList();
        for (int limit : List.of(1, 2, 39, 240)) {
            GrepResult cut =
                    tools().grep(GrepRequest.literal("needle").in("many").limit(limit));
            assertThat(places(cut))
                    .isEqualTo(ordered.stream()
                            .flatMap(path -> Stream.of(path + ":2:1", path + ":3:1"))
                            .limit(limit)
                            .toList());
            assertThat(cut.truncated()).isTrue();
            FindResult files =
                    tools().findFiles(FindRequest.glob("*").in("many").limit(limit));
            assertThat(files.paths()).isEqualTo(ordered.subList(0, limit));
            assertThat(files.truncated()).isEqualTo(limit < 240);
        }
    }

    @Test
    default void whatIsIgnoredIsNeverLookedInto() {
        write("web/.gitignore", "node_modules/\n*.min.js\n!keep.min.js\n");
        write("web/node_modules/left-pad/index.js", "needle");
        write("web/app/node_modules/x.js", "needle");
        write("web/app.min.js", "needle");
        write("web/keep.min.js", "needle");
        write("other/node_modules/x.js", "needle");
        List<String> seen = List.of("other/node_modules/x.js", "web/keep.min.js");
        assertThat(tools().grep(GrepRequest.literal("needle")).matches())
                .extracting(GrepMatch::path)
                .isEqualTo(seen);
        assertThat(found(FindRequest.glob("*.js"))).isEqualTo(seen);
        assertThat(found(FindRequest.fuzzy("js"))).containsExactlyInAnyOrderElementsOf(seen);
        assertThat(tools().list(ListRequest.of("web").depth(9)).entries())
                .extracting(FileStat::path)
                .containsExactly("web/.gitignore", "web/app", "web/keep.min.js");
    }

    @Test
    default void namesMayHoldAnything() {
        List<String> names =
                List.of("a b", "a\nb", "a\"b", "'$(x)'", "*", "-e", "..foo", "naïve \uD83D\uDE00", "tab\t");
        for (String name : names) {
            write("odd/" + name + "/" + name, "needle");
        }
        List<String> ordered =
                names.stream().map(name -> "odd/" + name + "/" + name).sorted().toList();
        SearchScope all = SearchScope.EVERYWHERE.withHidden().in("odd");
        assertThat(tools().grep(GrepRequest.literal("needle").scope(all)).matches())
                .extracting(GrepMatch::path)
                .isEqualTo(ordered);
        assertThat(found(FindRequest.glob("**").scope(all))).isEqualTo(ordered);
        assertThat(found(FindRequest.glob("a?b").in("odd")))
                .containsExactly("odd/a\nb/a\nb", "odd/a b/a b", "odd/a\"b/a\"b");
    }

    @Test
    default void linesAroundAMatchComeFromAnywhereInALongFile() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 60_000; i++) {
            text.append(i % 20_000 == 0 ? "needle " : "line ").append(i).append('\n');
        }
        write("long", text.toString());
        assertThat(tools().grep(GrepRequest.literal("needle").in("long").context(2, 2))
                        .matches())
                .containsExactly(
                        new GrepMatch("long", 20_000, 1, "needle 20000", around(19_998), around(20_001)),
                        new GrepMatch("long", 40_000, 1, "needle 40000", around(39_998), around(40_001)),
                        new GrepMatch("long", 60_000, 1, "needle 60000", around(59_998), List.of()));
    }

    private static List<String> around(int line) {
        return List.of("line " + line, "line " + (line + 1));
    }

    @Test
    default void anInterruptEndsASearch() throws InterruptedException {
        write("trap", "a".repeat(100) + "!c\n");
        AtomicReference<Object> outcome = new AtomicReference<>("none");
        Thread searcher = new Thread(() -> {
            try {
                outcome.set(tools().grep(GrepRequest.regex("^(a+)+\\1c$")));
            } catch (ShadowException e) {
                outcome.set(e.code());
            }
        });
        searcher.start();
        searcher.interrupt();
        searcher.join(Duration.ofSeconds(60).toMillis());
        assertThat(outcome.get()).isEqualTo(ErrorCode.INTERRUPTED);
    }
}
