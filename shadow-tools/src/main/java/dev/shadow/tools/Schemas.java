package dev.shadow.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the schema of a tool's arguments. */
final class Schemas {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private Schemas() {}

    static ToolDefinition definition(ToolSpec spec) {
        return new ToolDefinition(spec.name(), spec.description(), schema(spec).toString(), spec.hints());
    }

    private static ObjectNode schema(ToolSpec spec) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", DRAFT);
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (Parameter parameter : spec.parameters()) {
            ObjectNode property = properties.putObject(parameter.name());
            property.put("type", parameter.kind().jsonType());
            property.put("description", parameter.description());
            if (parameter.kind() == Parameter.Kind.LINE_NUMBER) {
                property.put("minimum", 1);
            }
            if (parameter.required()) {
                required.add(parameter.name());
            }
        }
        schema.put("additionalProperties", false);
        return schema;
    }
}
