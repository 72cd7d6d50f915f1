package dev.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of failures and the codes say the same. */
class FailuresPageTest {
    private static final Path PAGE = Path.of("../docs/failures.md");
    private static final Pattern ROW = Pattern.compile("^\\|[^|]+\\| `([A-Z_]+)` \\|[^|]+\\|$", Pattern.MULTILINE);

    /** Names of settings, capabilities and reasons. */
    private static final List<String> OTHERS =
            List.of("AGENT_MODE", "PUSH_FIRST", "SHADOW_TOKEN_FILE", "TERMINAL_LOG", "REMOTE_AHEAD", "LEASE_BROKEN");

    private static List<String> codesWithARow() throws IOException {
        return ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    @Test
    void everyCodeHasARowAndEveryRowACode() throws IOException {
        assertThat(new TreeSet<>(codesWithARow()))
                .isEqualTo(new TreeSet<>(ErrorCodeTest.constants().keySet()));
    }

    @Test
    void everyNameInCapitalsOnThePageIsKnown() throws IOException {
        List<String> names = Pattern.compile("`([A-Z]+(?:_[A-Z]+)+)`")
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult name) -> name.group(1))
                .filter(name -> !OTHERS.contains(name))
                .toList();
        assertThat(ErrorCodeTest.constants().keySet()).containsAll(names);
    }
}
