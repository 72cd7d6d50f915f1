package dev.shadow.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {
    private static final String GOOD = "{\"tool\":\"list_dir\",\"arguments\":{\"relative_workspace_path\":\".\"}}\n";

    @TempDir
    private Path directory;

    @Test
    void readsOneToolCallALine() {
        List<PlanStep> plan = read("\uFEFF" + GOOD + "\r\n\n"
                + "{\"arguments\": {\"command\": \"echo é\\nexit\"}, \"tool\": \"run_terminal_cmd\", \"id\": 7}");
        assertThat(plan)
                .containsExactly(
                        new PlanStep("p.jsonl:1", "list_dir", "{\"relative_workspace_path\":\".\"}", "."),
                        new PlanStep("p.jsonl:4", "run_terminal_cmd", "{\"command\":\"echo é\\nexit\"}", "echo é ..."));
    }

    @Test
    void takesArgumentsThatAreATextOfJson() {
        assertThat(read("{\"tool\":\"list_dir\",\"arguments\":\"{}\"}").get(0).arguments())
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"tool\":                        | p.jsonl:2 is not JSON",
                "{\"tool\":\"a\",\"tool\":\"b\"}   | p.jsonl:2 is not JSON: Duplicate",
                "{} {}                             | p.jsonl:2 is not JSON",
                "7                                 | p.jsonl:2 must be an object with the tool's name as \"tool\"",
                "{\"arguments\": {}}               | p.jsonl:2 must be an object with the tool's name as \"tool\"",
                "{\"tool\": \"list_dir\"}          | p.jsonl:2 must have the tool's \"arguments\"",
                "{\"tool\": \"x\", \"arguments\": []} | p.jsonl:2 must have the tool's \"arguments\""
            })
    void namesFileAndLineOfAMistake(String line, String message) {
        assertThatThrownBy(() -> read(GOOD + line + "\n" + GOOD))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] latin1 = (GOOD + "{\"tool\": \"é\"}").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> PlanReader.read("p.jsonl", latin1)).hasMessage("p.jsonl:2 is not UTF-8");
    }

    @Test
    void refusesAPlanWithoutCallsOrWithoutAFile() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.jsonl"), "\n \n");
        assertThatThrownBy(() -> PlanReader.read(empty)).hasMessageContaining("has no tool calls");
        assertThatThrownBy(() -> PlanReader.read(directory.resolve("absent")))
                .hasMessageContaining("absent does not exist");
        assertThatThrownBy(() -> PlanReader.read(directory)).hasMessageContaining("cannot be read");
    }

    private static List<PlanStep> read(String text) {
        return PlanReader.read("p.jsonl", text.getBytes(StandardCharsets.UTF_8));
    }
}
