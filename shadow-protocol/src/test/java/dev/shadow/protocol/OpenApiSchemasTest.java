package dev.shadow.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds the bodies in openapi.yaml to the classes, in both directions. Descriptions are free. */
class OpenApiSchemasTest {
    private static final ObjectMapper YAML = new YAMLMapper();

    private static Map<?, ?> document() throws IOException {
        try (InputStream file = Routes.class.getResourceAsStream("openapi.yaml")) {
            return YAML.readValue(file, Map.class);
        }
    }

    private static Object at(Object tree, String... path) {
        Object here = tree;
        for (String name : path) {
            here = ((Map<?, ?>) here).get(name);
        }
        return here;
    }

    /** As text, so that a difference shows in what is to be written there. */
    private static String text(Object tree) throws IOException {
        return YAML.writeValueAsString(plain(tree));
    }

    private static Object plain(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, value) -> {
                if (!name.equals("description") || !(value instanceof String)) {
                    sorted.put(String.valueOf(name), plain(value));
                }
            });
            return sorted;
        }
        return tree instanceof List<?> list
                ? list.stream().map(OpenApiSchemasTest::plain).toList()
                : tree;
    }

    @Test
    void everyValueIsDescribedAsItsClassHasIt() throws IOException {
        assertThat(text(at(document(), "components", "schemas"))).isEqualTo(text(WireSchemas.all()));
    }

    @Test
    void everyOperationTakesItsArgumentsAndGivesItsResult() throws IOException {
        WireSchemas schemas = new WireSchemas();
        Map<String, Object> wanted = new LinkedHashMap<>();
        Map<String, Object> found = new LinkedHashMap<>();
        for (WireOperation operation : WireSchemas.json()) {
            Object route = at(document(), "paths", Routes.under("{handle}", Routes.operation(operation.name())));
            assertThat(route).as(operation.name()).isNotNull();
            wanted.put(operation.name() + " arguments", Map.of("$ref", "#/components/schemas/" + operation.name()));
            wanted.put(operation.name() + " result", schemas.result(operation));
            found.put(
                    operation.name() + " arguments",
                    at(route, "post", "requestBody", "content", "application/json", "schema"));
            found.put(
                    operation.name() + " result",
                    at(route, "post", "responses", "200", "content", "application/json", "schema"));
        }
        assertThat(text(found)).isEqualTo(text(wanted));
    }
}
