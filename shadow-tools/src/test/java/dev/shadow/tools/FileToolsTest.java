package dev.shadow.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileToolsTest extends ToolFixture {
    private static final Pattern GO_ON = Pattern.compile("start_line_one_indexed=(\\d+)");

    @Test
    void readsWithLineNumbers() {
        file("a.txt", "one\n  two\n\nlast without line feed");
        assertThat(text("read_file", Map.of("target_file", "a.txt")))
                .isEqualTo("     1\tone\n     2\t  two\n     3\t\n     4\tlast without line feed\n");
    }

    @Test
    void readsARangeAndSaysOfHowMany() {
        file("a.txt", "one\ntwo\nthree\nfour\n");
        assertThat(text(
                        "read_file",
                        Map.of(
                                "target_file",
                                "a.txt",
                                "start_line_one_indexed",
                                2,
                                "end_line_one_indexed_inclusive",
                                3)))
                .isEqualTo("     2\ttwo\n     3\tthree\n[lines 2-3 of 4]\n");
    }

    @Test
    void entireFileWinsOverTheRange() {
        file("a.txt", "one\ntwo\n");
        assertThat(text(
                        "read_file",
                        Map.of("target_file", "a.txt", "should_read_entire_file", true, "start_line_one_indexed", 2)))
                .isEqualTo("     1\tone\n     2\ttwo\n");
    }

    @Test
    void followingTheNoticesShowsEveryLineOnce() {
        file("a.txt", IntStream.range(0, 500).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining()));
        StringBuilder lines = new StringBuilder();
        long next = 1;
        while (next > 0) {
            ToolResult page =
                    small.call("read_file", Json.write(Map.of("target_file", "a.txt", "start_line_one_indexed", next)));
            assertThat(page.text()).hasSizeLessThan(1_200);
            page.text()
                    .lines()
                    .filter(line -> !line.startsWith("["))
                    .forEach(line ->
                            lines.append(line.substring(NumberedLines.PREFIX)).append('\n'));
            Matcher goOn = GO_ON.matcher(page.text());
            next = goOn.find() ? Long.parseLong(goOn.group(1)) : 0;
        }
        assertThat(lines.toString()).isEqualTo(content("a.txt"));
    }

    @Test
    void cutsALineThatIsLongerThanAllThatFits() {
        file("a.txt", "x".repeat(990) + "\uD83D\uDE00".repeat(20) + "\nsecond\n");
        String text = small.call("read_file", Json.write(Map.of("target_file", "a.txt")))
                .text();
        assertThat(text)
                .contains("line 1 is too long and cut")
                .contains("start_line_one_indexed=2")
                .doesNotContain("second");
        assertThat(Bytes.utf8(text).utf8()).isEqualTo(text);
    }

    @Test
    void saysThatAFileIsEmptyOrHasCarriageReturns() {
        file("empty", "");
        file("dos.txt", "one\r\ntwo\r\n");
        assertThat(text("read_file", Map.of("target_file", "empty"))).isEqualTo("(empty is empty)");
        assertThat(text("read_file", Map.of("target_file", "dos.txt")))
                .isEqualTo("     1\tone\n     2\ttwo\n[lines of this file end in CRLF, shown without the CR]\n");
    }

    @Test
    void tellsWhyItCannotRead() {
        fake.files.put("binary", Bytes.copyOf(new byte[] {1, 0, 2}));
        file("short.txt", "one\n");
        assertThat(error(ErrorCode.BINARY_FILE, "read_file", Map.of("target_file", "binary")))
                .contains("binary is not UTF-8 text (3 bytes)", "run_terminal_cmd");
        assertThat(error(ErrorCode.NOT_FOUND, "read_file", Map.of("target_file", "absent")))
                .isEqualTo("Error (NOT_FOUND): absent does not exist");
        assertThat(error(
                        ErrorCode.OUT_OF_RANGE,
                        "read_file",
                        Map.of("target_file", "short.txt", "start_line_one_indexed", 9)))
                .contains("short.txt has 1 lines");
        assertThat(error(
                        ErrorCode.INVALID_ARGUMENT,
                        "read_file",
                        Map.of("target_file", "a", "start_line_one_indexed", 9, "end_line_one_indexed_inclusive", 3)))
                .contains("end_line_one_indexed_inclusive is 3, before start_line_one_indexed");
    }

    @Test
    void writesToTheLetter() {
        String content = "  für $HOME \\n `x`\r\n\uD83D\uDE00 no line feed";
        assertThat(text("write_file", Map.of("file_path", "dir/é ü.txt", "content", content)))
                .startsWith("Created dir/é ü.txt: ");
        assertThat(content("dir/é ü.txt")).isEqualTo(content);
        assertThat(text("write_file", Map.of("file_path", "dir/é ü.txt", "content", "")))
                .startsWith("Replaced the content of dir/é ü.txt: 0 bytes");
    }

    @Test
    void replacesTextAndShowsTheDiff() {
        file("a.txt", "teh cat\n");
        assertThat(text("search_replace", Map.of("file_path", "a.txt", "old_string", "teh", "new_string", "the")))
                .isEqualTo("Replaced 1 occurrence in a.txt, lines +1 -1:\n-teh\n+the\n");
        assertThat(content("a.txt")).isEqualTo("the cat\n");
    }

    @Test
    void replacesAllOnlyWhenAsked() {
        file("a.txt", "x x\n");
        assertThat(error(
                        ErrorCode.EDIT_NOT_UNIQUE,
                        "search_replace",
                        Map.of("file_path", "a.txt", "old_string", "x", "new_string", "y")))
                .contains("2 times");
        text("search_replace", Map.of("file_path", "a.txt", "old_string", "x", "new_string", "y", "replace_all", true));
        assertThat(content("a.txt")).isEqualTo("y y\n");
    }

    @Test
    void namesItsOwnArgumentsWhenAnEditSaysNothing() {
        file("a.txt", "x\n");
        assertThat(error(
                        ErrorCode.INVALID_ARGUMENT,
                        "search_replace",
                        Map.of("file_path", "a.txt", "old_string", "", "new_string", "y")))
                .contains("old_string must not be empty", "write_file");
        assertThat(error(
                        ErrorCode.INVALID_ARGUMENT,
                        "search_replace",
                        Map.of("file_path", "a.txt", "old_string", "y", "new_string", "y")))
                .contains("old_string and new_string are the same");
    }

    @Test
    void deletes() {
        file("a.txt", "x");
        assertThat(text("delete_file", Map.of("target_file", "a.txt"))).isEqualTo("Deleted a.txt.");
        assertThat(fake.files).isEmpty();
        error(ErrorCode.NOT_FOUND, "delete_file", Map.of("target_file", "a.txt"));
    }

    @Test
    void listsWithTypesAndSizes() {
        file("src/App.java", "x");
        file("README.md", "four");
        assertThat(text("list_dir", Map.of("relative_workspace_path", "."))).isEqualTo("README.md  (4 bytes)\nsrc/\n");
        assertThat(text("list_dir", Map.of("relative_workspace_path", "src"))).isEqualTo("src/App.java  (1 byte)\n");
    }

    @Test
    void cutsALongListing() {
        IntStream.range(0, 200).forEach(i -> file("file-" + i, ""));
        String text = small.call("list_dir", Json.write(Map.of("relative_workspace_path", ".")))
                .text();
        assertThat(text).hasSizeLessThan(1_200).contains("entries are shown; for others use file_search");
    }

    @Test
    void takesTheOtherNamesOfArguments() {
        file("a.txt", "x\n");
        assertThat(text("read_file", Map.of("path", "a.txt"))).isEqualTo("     1\tx\n");
        text("search_replace", Map.of("path", "a.txt", "old_str", "x", "new_str", "y"));
        assertThat(content("a.txt")).isEqualTo("y\n");
        text("write_file", Map.of("path", "b.txt", "file_text", "z"));
        assertThat(content("b.txt")).isEqualTo("z");
    }
}
