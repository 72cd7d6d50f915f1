package dev.shadow.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The checked arguments of one call, by the canonical names of their parameters. */
final class Arguments {
    private final Map<String, JsonNode> values;

    Arguments(Map<String, JsonNode> values) {
        this.values = values;
    }

    /** A required text. */
    String text(Parameter parameter) {
        return optionalText(parameter).orElseThrow(() -> new IllegalStateException(parameter.name() + " is missing"));
    }

    Optional<String> optionalText(Parameter parameter) {
        return Optional.ofNullable(value(parameter)).map(JsonNode::textValue);
    }

    boolean flag(Parameter parameter, boolean otherwise) {
        JsonNode value = value(parameter);
        return value == null ? otherwise : value.booleanValue();
    }

    OptionalLong lineNumber(Parameter parameter) {
        JsonNode value = value(parameter);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value.longValue());
    }

    private @Nullable JsonNode value(Parameter parameter) {
        return values.get(parameter.name());
    }
}
