package dev.shadow.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plan of the demonstration is made for this project; these hold them together. Running it is not for a test. */
class DemoTest {
    private final List<PlanStep> plan = Demo.plan();

    @Test
    void editsWhatIsInThisProjectExactlyOnce() throws Exception {
        for (PlanStep step : plan) {
            if (step.tool().equals("search_replace")) {
                JsonNode arguments = new ObjectMapper().readTree(step.arguments());
                String text = Files.readString(
                        root().resolve(arguments.get("file_path").asText()));
                assertThat(text.split(
                                java.util.regex.Pattern.quote(
                                        arguments.get("old_string").asText()),
                                -1))
                        .as(step.place())
                        .hasSize(2);
            }
        }
    }

    @Test
    void writesOnlyFilesThatAreNotThere() {
        assertThat(plan)
                .filteredOn(step -> step.tool().equals("write_file"))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(root().resolve(step.subject())).doesNotExist());
    }

    @Test
    void runsTheTestsOfAModuleButNeverTheExamples() {
        assertThat(plan)
                .filteredOn(step -> step.tool().equals("run_terminal_cmd"))
                .isNotEmpty()
                .allSatisfy(step ->
                        assertThat(step.subject()).contains("-pl shadow-").doesNotContain("examples"));
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve("shadow-bom"))) {
            here = here.getParent();
        }
        assertThat(here).as("a source tree around the tests").isNotNull();
        return here;
    }
}
