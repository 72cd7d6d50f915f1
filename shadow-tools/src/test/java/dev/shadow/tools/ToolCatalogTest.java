package dev.shadow.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shadow.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolCatalogTest extends ToolFixture {
    @Test
    void offersTheEightToolsUnderTheirCanonicalNamesAndParameters() {
        List<String> signatures = catalog.definitions().stream()
                .map(tool -> tool.name() + names(schema(tool).get("properties")))
                .toList();
        assertThat(signatures)
                .containsExactly(
                        "read_file[target_file, should_read_entire_file, start_line_one_indexed,"
                                + " end_line_one_indexed_inclusive]",
                        "write_file[file_path, content]",
                        "search_replace[file_path, old_string, new_string, replace_all]",
                        "delete_file[target_file]",
                        "list_dir[relative_workspace_path]",
                        "grep_search[query, include_pattern, exclude_pattern, case_sensitive]",
                        "file_search[query]",
                        "run_terminal_cmd[command, is_background]");
    }

    @Test
    void everySchemaIsAClosedObjectWhoseRequiredPropertiesExist() {
        for (ToolDefinition tool : catalog.definitions()) {
            JsonNode schema = schema(tool);
            assertThat(schema.get("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
            assertThat(schema.get("type").asText()).isEqualTo("object");
            assertThat(schema.get("additionalProperties").booleanValue()).isFalse();
            List<String> required = new ArrayList<>();
            schema.get("required").forEach(name -> required.add(name.asText()));
            assertThat(names(schema.get("properties"))).containsAll(required);
            assertThat(required).isNotEmpty();
            schema.get("properties").forEach(property -> {
                assertThat(property.get("type").asText()).isIn("string", "boolean", "integer");
                assertThat(property.get("description").asText()).isNotBlank();
            });
            assertThat(tool.description()).isNotBlank();
        }
    }

    @Test
    void onlyReadingToolsSayThatTheyChangeNothing() {
        assertThat(catalog.definitions())
                .filteredOn(tool -> tool.hints().readOnly())
                .extracting(ToolDefinition::name)
                .containsExactly("read_file", "list_dir", "grep_search", "file_search");
        assertThat(catalog.definitions())
                .allSatisfy(tool -> assertThat(tool.hints().destructive())
                        .isNotEqualTo(tool.hints().readOnly()));
    }

    @Test
    void listsTheToolsWhenOneIsUnknown() {
        ToolResult result = catalog.call("rm_rf", "{}");
        assertThat(result.isError()).isTrue();
        assertThat(result.text()).contains("no tool named 'rm_rf'", "read_file, write_file, search_replace");
    }

    @Test
    void toleratesAnExplanation() {
        file("a.txt", "x\n");
        assertThat(text("read_file", Map.of("target_file", "a.txt", "explanation", "To see what is there.")))
                .isEqualTo("     1\tx\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                        | not valid JSON at line 1",
                "``                                       | must be one JSON object",
                "[]                                       | must be one JSON object, such as {\"target_file\": ...}",
                "{} {}                                    | not valid JSON",
                "{}                                       | target_file is missing",
                "{\"target_file\": null}                  | target_file is missing",
                "{\"target_file\": 7}                     | target_file must be a string, and is the number 7",
                "{\"target_file\": [\"a\"]}               | target_file must be a string, and is an array",
                "{\"target_file\": \"a\", \"line\": 1}    | 'line' is not a parameter of this tool",
                "{\"target_file\": \"a\", \"path\": \"b\"}| target_file is given twice",
                "{\"target_file\": \"\\ud800x\"}          | half of a surrogate pair at character 1",
                "{\"target_file\": \"a\", \"explanation\": 1} | explanation must be a string",
                "{\"target_file\": \"a\", \"start_line_one_indexed\": 0}     | must be 1 or more, and is 0",
                "{\"target_file\": \"a\", \"start_line_one_indexed\": 1.5}   | must be an integer, and is the number 1.5",
                "{\"target_file\": \"a\", \"start_line_one_indexed\": \"1\"} | must be an integer, and is a string",
                "{\"target_file\": \"a\", \"should_read_entire_file\": \"no\"} | must be a boolean, and is a string"
            })
    void saysWhatIsWrongWithArguments(String arguments, String expected) {
        ToolResult result = catalog.call("read_file", arguments);
        assertThat(result.isError()).isTrue();
        assertThat(result.errorCode()).contains(ErrorCode.INVALID_ARGUMENT);
        assertThat(result.text()).contains(expected, "read_file takes target_file (string, required)");
    }

    @Test
    void tellsAllMistakesAtOnce() {
        assertThat(error(ErrorCode.INVALID_ARGUMENT, "search_replace", Map.of("file_path", 1, "oldstring", "x")))
                .contains("file_path must be", "'oldstring' is not", "old_string is missing", "new_string is missing");
    }

    @Test
    void aClosedWorkspaceIsAnError() {
        workspace.close();
        error(ErrorCode.CLOSED, "list_dir", Map.of("relative_workspace_path", "."));
    }

    private static JsonNode schema(ToolDefinition tool) {
        return Json.read(tool.inputSchema());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
