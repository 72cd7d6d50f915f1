package dev.shadow.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Setting;
import dev.shadow.tck.OriginRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeSampleTest {
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern REGION =
            Pattern.compile("// tag::readme\\[]\\n(.*?)\\n *// end::readme\\[]", Pattern.DOTALL);

    @TempDir
    private Path scratch;

    @AfterEach
    void clearSettings() {
        System.clearProperty(Setting.MODE.name());
        System.clearProperty(Setting.STATE_DIRECTORY.name());
    }

    @Test
    void mendsTestsCommitsAndPushes() {
        OriginRepository origin = Origins.with(
                scratch, "src/App.java", "class App {} // teh app\n", "test.sh", "grep -q 'the app' src/App.java\n");
        System.setProperty(Setting.MODE.name(), "local");
        System.setProperty(
                Setting.STATE_DIRECTORY.name(), scratch.resolve("state").toString());

        ReadmeSample.mend(origin.url());

        assertThat(origin.git("show", "shadow/fix-42:src/App.java")).isEqualTo("class App {} // the app\n");
        assertThat(origin.git("log", "-1", "--format=%B", "shadow/fix-42"))
                .isEqualTo("Fix typo\n\nCo-authored-by: Ada <ada@example.org>\n\n");
    }

    @Test
    void isWhatTheReadmeQuotes() throws Exception {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("shadow-bom"))) {
            root = root.getParent();
        }
        String source = Files.readString(root.resolve("examples/src/main/java/dev/shadow/examples/ReadmeSample.java"));
        Matcher region = REGION.matcher(source);
        assertThat(region.find()).isTrue();
        String quoted = BLOCK.matcher(Files.readString(root.resolve("README.md")))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("Shadow.open"))
                .findFirst()
                .orElseThrow();
        assertThat(quoted).isEqualTo(region.group(1).stripIndent() + "\n");
    }
}
