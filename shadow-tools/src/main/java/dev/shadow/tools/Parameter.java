package dev.shadow.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** A parameter of a tool. Aliases are accepted and not told of. */
record Parameter(String name, Kind kind, boolean required, String description, List<String> aliases) {
    static Parameter text(String name, String description) {
        return new Parameter(name, Kind.TEXT, true, description, List.of());
    }

    static Parameter flag(String name, String description) {
        return new Parameter(name, Kind.FLAG, false, description, List.of());
    }

    static Parameter lineNumber(String name, String description) {
        return new Parameter(name, Kind.LINE_NUMBER, false, description, List.of());
    }

    Parameter optional() {
        return new Parameter(name, kind, false, description, aliases);
    }

    Parameter or(String... otherNames) {
        return new Parameter(name, kind, required, description, List.of(otherNames));
    }

    /** The parameter for a model, on one line. */
    String summary() {
        return name + " (" + kind.jsonType() + (required ? ", required)" : ", optional)");
    }

    enum Kind {
        TEXT("string") {
            @Override
            Optional<String> problem(JsonNode value) {
                return value.isTextual() ? unpairedSurrogate(value.textValue()) : wrongType(value);
            }
        },
        FLAG("boolean") {
            @Override
            Optional<String> problem(JsonNode value) {
                return value.isBoolean() ? Optional.empty() : wrongType(value);
            }
        },
        LINE_NUMBER("integer") {
            @Override
            Optional<String> problem(JsonNode value) {
                if (!value.isNumber() || !value.canConvertToExactIntegral()) {
                    return wrongType(value);
                }
                boolean inRange = value.canConvertToLong() && value.longValue() >= 1;
                return inRange
                        ? Optional.empty()
                        : Optional.of("must be 1 or more, and is " + Texts.excerpt(value.asText()));
            }
        };

        private final String jsonType;

        Kind(String jsonType) {
            this.jsonType = jsonType;
        }

        String jsonType() {
            return jsonType;
        }

        /** What is wrong with a value, as the end of a sentence that begins with the parameter's name. */
        abstract Optional<String> problem(JsonNode value);

        Optional<String> wrongType(JsonNode value) {
            String article = this == LINE_NUMBER ? "an " : "a ";
            String found = value.isNumber() ? "the number " + Texts.excerpt(value.asText()) : describe(value);
            return Optional.of("must be " + article + jsonType + ", and is " + found);
        }

        private static String describe(JsonNode value) {
            return switch (value.getNodeType()) {
                case STRING -> "a string";
                case BOOLEAN -> "a boolean";
                case ARRAY -> "an array";
                case OBJECT -> "an object";
                default -> "null";
            };
        }

        /** Half a character has no UTF-8 form and would silently become a question mark. */
        private static Optional<String> unpairedSurrogate(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (Character.isSurrogate(text.charAt(i))) {
                    if (Character.charCount(text.codePointAt(i)) == 1) {
                        return Optional.of("holds half of a surrogate pair at character " + (i + 1)
                                + "; write the whole character");
                    }
                    i++;
                }
            }
            return Optional.empty();
        }
    }
}
