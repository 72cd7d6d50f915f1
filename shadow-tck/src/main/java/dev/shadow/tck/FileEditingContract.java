package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.FileTools;
import dev.shadow.file.Edit;
import dev.shadow.file.EditRequest;
import dev.shadow.file.EditResult;
import dev.shadow.file.FileVersion;
import dev.shadow.file.WriteRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link FileTools} promises of edits. */
interface FileEditingContract extends ContractFixture {
    private FileTools tools() {
        return workspace().tools();
    }

    private String text(String path) {
        return tools().readFile(path).text();
    }

    @Test
    default void replacesTheOneOccurrenceAndShowsADiff() {
        EditResult result = tools().editFile("README.md", Edit.replace("teh", "the"));
        assertThat(text("README.md")).isEqualTo("# Fixture\n\nthe first line\n");
        assertThat(result.replacements()).isEqualTo(1);
        assertThat(result.linesAdded()).isEqualTo(1);
        assertThat(result.linesRemoved()).isEqualTo(1);
        assertThat(result.version()).isEqualTo(tools().readFile("README.md").version());
        assertThat(result.diff())
                .isEqualTo(
                        "--- a/README.md\n+++ b/README.md\n@@ -1,3 +1,3 @@\n # Fixture\n \n-teh first line\n+the first"
                                + " line\n");
    }

    @Test
    default void theDiffTellsOfALineFeedThatIsMissingAtTheEnd() {
        tools().writeFile("f", "a\nb");
        assertThat(tools().editFile("f", Edit.replace("b", "b\n")).diff())
                .isEqualTo("--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n");
        assertThat(text("f")).isEqualTo("a\nb\n");
    }

    @Test
    default void takesTheTextsAsTheyAre() {
        tools().writeFile("f", "x = $1 + \\d* (a|b) [c]\n");
        tools().editFile("f", Edit.replace("$1 + \\d*", "$& $0 $$ \\1 ${y} %s"));
        assertThat(text("f")).isEqualTo("x = $& $0 $$ \\1 ${y} %s (a|b) [c]\n");
        tools().editFile("f", Edit.replaceAll("(a|b) [c]", "  \t "));
        assertThat(text("f")).isEqualTo("x = $& $0 $$ \\1 ${y} %s   \t \n");
    }

    @Test
    default void refusesTextThatIsNotUniqueWithAllItsLines() {
        tools().writeFile("f", "one\ntwo\none two\n");
        assertThat(failure(ErrorCode.EDIT_NOT_UNIQUE, () -> tools().editFile("f", Edit.replace("two", "2")))
                        .details())
                .containsEntry("lines", "2, 3");
        assertThat(text("f")).isEqualTo("one\ntwo\none two\n");
    }

    @Test
    default void countsOccurrencesThatOverlap() {
        tools().writeFile("f", "aaa");
        failure(ErrorCode.EDIT_NOT_UNIQUE, () -> tools().editFile("f", Edit.replace("aa", "b")));
        assertThat(tools().editFile("f", Edit.replaceAll("aa", "b")).replacements())
                .isEqualTo(1);
        assertThat(text("f")).isEqualTo("ba");
    }

    @Test
    default void replacesAllFromTheStart() {
        tools().writeFile("f", "a.a.a");
        assertThat(tools().editFile("f", Edit.replaceAll("a", "aa")).replacements())
                .isEqualTo(3);
        assertThat(text("f")).isEqualTo("aa.aa.aa");
        failure(ErrorCode.EDIT_NOT_FOUND, () -> tools().editFile("f", Edit.replaceAll("b", "c")));
    }

    @Test
    default void appliesAllEditsOrNoneEachOnWhatTheOneBeforeLeft() {
        tools().writeFile("f", "one two\n");
        EditResult result = tools().editFile("f", Edit.replace("one", "two"), Edit.replaceAll("two", "three"));
        assertThat(text("f")).isEqualTo("three three\n");
        assertThat(result.replacements()).isEqualTo(3);
        assertThat(failure(
                                ErrorCode.EDIT_NOT_FOUND,
                                () -> tools().editFile("f", Edit.replaceAll("three", "3"), Edit.replace("four", "4")))
                        .message())
                .contains("edit 2 of 2");
        assertThat(text("f")).isEqualTo("three three\n");
    }

    @Test
    default void showsTheLinesWhereOnlyTheIndentationDiffers() {
        assertThat(failure(
                                ErrorCode.EDIT_NOT_FOUND,
                                () -> tools().editFile(
                                                "src/App.java",
                                                Edit.replace("  String name() {\n    return \"app\";", "x")))
                        .message())
                .contains("white space")
                .contains("2:     String name() {\n3:         return \"app\";");
    }

    @Test
    default void showsTheLinesWhereOneWordDiffers() {
        assertThat(failure(
                                ErrorCode.EDIT_NOT_FOUND,
                                () -> tools().editFile("src/App.java", Edit.replace("        return \"apple\";", "x")))
                        .message())
                .contains("most similar")
                .contains("3:         return \"app\";");
    }

    @Test
    default void saysWhenNothingIsSimilar() {
        assertThat(failure(
                                ErrorCode.EDIT_NOT_FOUND,
                                () -> tools().editFile("src/App.java", Edit.replace("qqqqqqqq zzzzzzz", "x")))
                        .message())
                .contains("No lines of the file are like it");
    }

    @Test
    default void aFileOfCrlfLinesKeepsThem() {
        tools().writeFile("f", "one\r\ntwo\r\nthree");
        tools().editFile("f", Edit.replace("one\ntwo", "1\n2\n2b"));
        assertThat(text("f")).isEqualTo("1\r\n2\r\n2b\r\nthree");
        tools().editFile("f", Edit.replace("2\r\n2b\r\n", "4\r\n"));
        assertThat(text("f")).isEqualTo("1\r\n4\r\nthree");
    }

    @Test
    default void aFileOfMixedLineEndingsIsTakenAsItIs() {
        tools().writeFile("f", "one\r\ntwo\nthree\n");
        failure(ErrorCode.EDIT_NOT_FOUND, () -> tools().editFile("f", Edit.replace("one\ntwo", "1")));
        tools().editFile("f", Edit.replace("two\n", "2\n2b\n"));
        assertThat(text("f")).isEqualTo("one\r\n2\n2b\nthree\n");
    }

    @Test
    default void refusesWhatIsNotUtf8Text() {
        tools().writeFile(WriteRequest.of("b", Bytes.utf8("a\0b")));
        failure(ErrorCode.BINARY_FILE, () -> tools().editFile("b", Edit.replace("a", "c")));
        Bytes latin1 = Bytes.copyOf("naïve".getBytes(StandardCharsets.ISO_8859_1));
        tools().writeFile(WriteRequest.of("l", latin1));
        failure(ErrorCode.BINARY_FILE, () -> tools().editFile("l", Edit.replace("na", "x")));
        assertThat(tools().readFile("l").bytes()).isEqualTo(latin1);
    }

    @Test
    default void refusesHalfASurrogatePair() {
        tools().writeFile("f", "\uD83D\uDE00");
        failure(ErrorCode.INVALID_ARGUMENT, () -> tools().editFile("f", Edit.replace("\uD83D", "x")));
        assertThat(text("f")).isEqualTo("\uD83D\uDE00");
    }

    @Test
    default void editsOnlyTheVersionThatWasAskedFor() {
        FileVersion first = tools().writeFile("f", "1").version();
        tools().editFile(EditRequest.of("f", Edit.replace("1", "2")).ifVersion(first));
        failure(
                ErrorCode.VERSION_CONFLICT,
                () -> tools().editFile(
                                EditRequest.of("f", Edit.replace("2", "3")).ifVersion(first)));
        failure(ErrorCode.NOT_FOUND, () -> tools().editFile("missing", Edit.replace("a", "b")));
        assertThat(text("f")).isEqualTo("2");
    }

    @Test
    default void aByteOrderMarkStays() {
        tools().writeFile("f", "\uFEFFone\n");
        tools().editFile("f", Edit.replace("one", "two"));
        assertThat(text("f")).isEqualTo("\uFEFFtwo\n");
    }

    @Test
    default void editsOfOneFileByManyThreadsAllSurvive() throws InterruptedException, ExecutionException {
        editByManyThreads(5);
    }

    @Test
    @Tag("soak")
    default void editsOfOneFileByManyThreadsAllSurviveAThousandTimes() throws InterruptedException, ExecutionException {
        editByManyThreads(1_000);
    }

    private void editByManyThreads(int rounds) throws InterruptedException, ExecutionException {
        int threads = 40;
        String start = numbered(threads, "<%d>\n");
        String end = numbered(threads, "<%d done>\n");
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < rounds; round++) {
                tools().writeFile("shared/f", start);
                List<Callable<EditResult>> edits = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    Edit edit = Edit.replace("<" + i + ">", "<" + i + " done>");
                    edits.add(() -> tools().editFile("shared/f", edit));
                }
                for (Future<EditResult> each : pool.invokeAll(edits)) {
                    assertThat(each.get().replacements()).isEqualTo(1);
                }
                assertThat(text("shared/f")).as("round %d", round).isEqualTo(end);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static String numbered(int count, String format) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format(Locale.ROOT, format, i))
                .collect(Collectors.joining());
    }
}
