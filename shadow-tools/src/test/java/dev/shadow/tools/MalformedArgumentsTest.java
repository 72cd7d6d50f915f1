package dev.shadow.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever a model makes up as arguments, the answer is a text that it can act on. */
class MalformedArgumentsTest extends ToolFixture {
    private static final int OBJECTS = 500;

    private static final List<Object> NO_STRINGS =
            List.of(0, -1, 1.5, 1e300, true, List.of(), List.of("x"), Map.of(), Map.of("a", Map.of("b", 1)));

    private static final List<Object> NO_BOOLEANS = List.of("true", "", 0, 1, List.of(true), Map.of());

    private static final List<Object> NO_LINE_NUMBERS = List.of(
            0,
            -7,
            Long.MIN_VALUE,
            0.5,
            1e300,
            new java.math.BigInteger("9".repeat(50)),
            "1",
            true,
            List.of(1),
            Map.of());

    @TestFactory
    Stream<DynamicTest> neverThrowsAndAlwaysSaysWhatIsWrong() {
        return catalog.definitions().stream()
                .map(tool -> DynamicTest.dynamicTest(tool.name() + ": " + OBJECTS + " objects", () -> attack(tool)));
    }

    private void attack(ToolDefinition tool) {
        Random random = new Random(tool.name().hashCode());
        for (int i = 0; i < OBJECTS; i++) {
            String arguments = malformed(tool, random);
            ToolResult result = catalog.call(tool.name(), arguments);
            assertThat(result.isError()).as("%s %s", tool.name(), arguments).isTrue();
            assertThat(result.text())
                    .as("%s %s", tool.name(), arguments)
                    .contains("the arguments of " + tool.name() + " cannot be used: ")
                    .hasSizeLessThan(6_000);
        }
        assertThat(fake.files).isEmpty();
    }

    private static String malformed(ToolDefinition tool, Random random) {
        JsonNode schema = Json.read(tool.inputSchema());
        String valid = Json.write(valid(schema, random));
        return switch (random.nextInt(8)) {
            case 0 -> valid.substring(0, random.nextInt(valid.length()));
            case 1 -> valid + pick(random, List.of("}", "{}", " x", ",", "\u0000", "]"));
            case 2 -> pick(random, List.of("null", "7", "\"text\"", "[]", "[" + valid + "]", "true", "NaN", "{'a':1}"));
            case 3 -> "[".repeat(random.nextInt(5_000) + 1);
            case 4 -> without(schema, random);
            case 5 -> withWrongType(schema, random);
            case 6 -> withUnknown(schema, random);
            default -> twice(valid, schema, random);
        };
    }

    private static Map<String, Object> valid(JsonNode schema, Random random) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        schema.get("properties").properties().forEach(property -> {
            boolean required = Json.write(schema.get("required")).contains("\"" + property.getKey() + "\"");
            if (required || random.nextBoolean()) {
                arguments.put(
                        property.getKey(),
                        switch (property.getValue().get("type").asText()) {
                            case "string" -> "text-" + random.nextInt(1_000);
                            case "boolean" -> random.nextBoolean();
                            default -> random.nextInt(1_000) + 1;
                        });
            }
        });
        return arguments;
    }

    private static String without(JsonNode schema, Random random) {
        Map<String, Object> arguments = valid(schema, random);
        JsonNode required = schema.get("required");
        String name = required.get(random.nextInt(required.size())).asText();
        if (random.nextBoolean()) {
            arguments.put(name, null);
        } else {
            arguments.remove(name);
        }
        return Json.write(arguments);
    }

    private static String withWrongType(JsonNode schema, Random random) {
        Map<String, Object> arguments = valid(schema, random);
        String name = pick(random, List.copyOf(arguments.keySet()));
        List<Object> wrong =
                switch (schema.get("properties").get(name).get("type").asText()) {
                    case "string" -> NO_STRINGS;
                    case "boolean" -> NO_BOOLEANS;
                    default -> NO_LINE_NUMBERS;
                };
        arguments.put(name, pick(random, wrong));
        return Json.write(arguments);
    }

    private static String withUnknown(JsonNode schema, Random random) {
        Map<String, Object> arguments = valid(schema, random);
        String letters = random.ints(random.nextInt(400), 0x20, 0x3000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        arguments.put("x" + letters, pick(random, NO_STRINGS));
        return Json.write(arguments);
    }

    private static String twice(String valid, JsonNode schema, Random random) {
        String name = schema.get("required").get(0).asText();
        String value = random.nextBoolean() ? "\"again\"" : "\"\\udc00\"";
        return valid.substring(0, valid.length() - 1) + ",\"" + name + "\":" + value + "}";
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
