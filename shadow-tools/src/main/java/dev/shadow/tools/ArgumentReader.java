package dev.shadow.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the arguments of one tool and tells all mistakes at once, so that a model can mend them in one go. */
final class ArgumentReader {
    /** What models say to people while they call a tool. */
    private static final String EXPLANATION = "explanation";

    private static final int MOST_PROBLEMS = 20;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final ToolSpec spec;
    private final Map<String, Parameter> byAnyName = new HashMap<>();

    ArgumentReader(ToolSpec spec) {
        this.spec = spec;
        for (Parameter parameter : spec.parameters()) {
            byAnyName.put(parameter.name(), parameter);
            parameter.aliases().forEach(alias -> byAnyName.put(alias, parameter));
        }
    }

    Arguments read(String json) {
        JsonNode root = parse(json);
        Map<String, JsonNode> values = new HashMap<>();
        List<String> problems = new ArrayList<>();
        root.properties().forEach(given -> take(given.getKey(), given.getValue(), values, problems));
        for (Parameter parameter : spec.parameters()) {
            if (parameter.required() && !values.containsKey(parameter.name())) {
                problems.add(parameter.name() + " is missing");
            }
        }
        if (!problems.isEmpty()) {
            throw refuse(problems);
        }
        return new Arguments(values);
    }

    private JsonNode parse(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw refuse(List.of("they are not valid JSON" + place(e) + ": " + Texts.excerpt(e.getOriginalMessage())));
        }
        if (!root.isObject()) {
            throw refuse(List.of("they must be one JSON object, such as {\""
                    + spec.parameters().get(0).name() + "\": ...}"));
        }
        return root;
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    /** Strict schemas make models send null for what they leave out. */
    private void take(String name, JsonNode value, Map<String, JsonNode> values, List<String> problems) {
        Parameter parameter = byAnyName.get(name);
        if (parameter == null) {
            takeUnknown(name, value, problems);
        } else if (!value.isNull()) {
            parameter.kind().problem(value).ifPresent(problem -> problems.add(name + " " + problem));
            if (values.put(parameter.name(), value) != null) {
                problems.add(parameter.name() + " is given twice, once as " + name + "; give it once");
            }
        }
    }

    private static void takeUnknown(String name, JsonNode value, List<String> problems) {
        if (!name.equals(EXPLANATION)) {
            problems.add("'" + Texts.excerpt(name) + "' is not a parameter of this tool");
        } else if (!value.isTextual() && !value.isNull()) {
            problems.add(EXPLANATION + " must be a string, or left out");
        }
    }

    private ShadowException refuse(List<String> problems) {
        String told = problems.stream().limit(MOST_PROBLEMS).collect(Collectors.joining("; "));
        String more = problems.size() > MOST_PROBLEMS ? "; and " + (problems.size() - MOST_PROBLEMS) + " more" : "";
        String parameters = spec.parameters().stream().map(Parameter::summary).collect(Collectors.joining(", "));
        return new ShadowException(
                ErrorCode.INVALID_ARGUMENT,
                "the arguments of " + spec.name() + " cannot be used: " + told + more + ". " + spec.name() + " takes "
                        + parameters + ". Call it again with these.");
    }
}
