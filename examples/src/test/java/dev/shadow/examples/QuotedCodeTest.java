package dev.shadow.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The code on the pages is the code that the build compiles: a quote names its file, and a tag in it. */
class QuotedCodeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern QUOTE =
            Pattern.compile("<!-- quote: (\\S+?)(?:#(\\w+))? -->\n```\\w+\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("^```\\w+$", Pattern.MULTILINE);

    @Test
    void thePageOfBackendsQuotesWhatIsCompiled() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/adding-a-backend.md"));
        Matcher quotes = QUOTE.matcher(page);
        int found = 0;
        while (quotes.find()) {
            found++;
            assertThat(quotes.group(3))
                    .as("%s#%s", quotes.group(1), quotes.group(2))
                    .isEqualTo(source(quotes.group(1), quotes.group(2)));
        }
        assertThat(found).isEqualTo((int) CODE.matcher(page).results().count()).isGreaterThan(4);
    }

    private static String source(String file, String tag) throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve(file));
        if (tag != null) {
            int start = index(lines, "// tag::" + tag + "[]");
            lines = lines.subList(start + 1, index(lines, "// end::" + tag + "[]"));
        }
        int indent = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return lines.stream()
                .map(line -> line.isBlank() ? "\n" : line.substring(indent) + "\n")
                .collect(Collectors.joining());
    }

    private static int index(List<String> lines, String marker) {
        List<String> stripped = lines.stream().map(String::strip).toList();
        assertThat(stripped).containsOnlyOnce(marker);
        return stripped.indexOf(marker);
    }
}
