package dev.shadow.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.ErrorCode;
import dev.shadow.search.CaseMode;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchToolsTest extends ToolFixture {
    @BeforeEach
    void putFiles() {
        file("docs/naïve file.txt", "über App\n");
        file("src/App.java", "class App {\n}\n");
    }

    @Test
    void showsMatchesByPathAndLine() {
        assertThat(text("grep_search", Map.of("query", "App")))
                .isEqualTo("docs/naïve file.txt:1:über App\nsrc/App.java:1:class App {\n[2 matching lines]\n");
    }

    @Test
    void saysPlainlyThatNothingMatches() {
        assertThat(text("grep_search", Map.of("query", "zebra"))).isEqualTo("No matches for zebra (2 files searched).");
        assertThat(text("file_search", Map.of("query", "zebra"))).isEqualTo("No files match zebra.\n");
    }

    @Test
    void passesPatternsAndCaseOn() {
        text("grep_search", Map.of("query", "app", "case_sensitive", false, "include_pattern", "*.java"));
        text("grep_search", Map.of("query", "app", "exclude_pattern", "docs/**", "include_pattern", ""));
        text("grep_search", Map.of("query", "app", "include_pattern", ".github/**"));
        assertThat(fake.greps)
                .satisfiesExactly(
                        first -> {
                            assertThat(first.caseMode()).isEqualTo(CaseMode.INSENSITIVE);
                            assertThat(first.scope().include()).containsExactly("*.java");
                            assertThat(first.scope().includeHidden()).isFalse();
                        },
                        second -> {
                            assertThat(second.caseMode()).isEqualTo(CaseMode.SENSITIVE);
                            assertThat(second.scope().include()).isEmpty();
                            assertThat(second.scope().exclude()).containsExactly("docs/**");
                        },
                        third -> assertThat(third.scope().includeHidden()).isTrue());
    }

    @Test
    void cutsLongLinesAndManyMatches() {
        file("min.js", "App" + "x".repeat(5_000) + "\n");
        IntStream.range(0, 100).forEach(i -> file("many/" + i, "App number " + i + "\n"));
        assertThat(text("grep_search", Map.of("query", "App"))).contains("[... line cut]\n");
        String text = small.call("grep_search", Json.write(Map.of("query", "App number")))
                .text();
        assertThat(text).hasSizeLessThan(1_300).contains("there are more; narrow the search with include_pattern");
    }

    @Test
    void findsFilesByPartOrGlob() {
        assertThat(text("file_search", Map.of("query", "App"))).isEqualTo("src/App.java\n");
        assertThat(text("file_search", Map.of("query", "*naïve*"))).isEqualTo("docs/naïve file.txt\n");
        IntStream.range(0, 300).forEach(i -> file("many/" + i, ""));
        assertThat(text("file_search", Map.of("query", "many")))
                .endsWith("[there are more; make the query longer]\n")
                .hasLineCount(201);
    }

    @Test
    void tellsWhatIsWrongWithAQuery() {
        error(ErrorCode.PATTERN_INVALID, "grep_search", Map.of("query", "("));
        assertThat(error(ErrorCode.INVALID_ARGUMENT, "grep_search", Map.of("query", "")))
                .contains("query must not be empty");
        assertThat(error(ErrorCode.INVALID_ARGUMENT, "file_search", Map.of("query", "")))
                .contains("query must not be empty");
    }

    @Test
    void takesNullForWhatIsLeftOut() {
        Map<String, Object> arguments = new HashMap<>(Map.of("query", "class"));
        arguments.put("include_pattern", null);
        arguments.put("case_sensitive", null);
        assertThat(text("grep_search", arguments)).contains("[1 matching line]");
    }
}
