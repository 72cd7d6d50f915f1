package dev.shadow.sidecar;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** JSON that looks like a record and is now and then not quite like it. Not thread-safe. */
final class RandomJson {
    private static final int DEEPEST = 6;

    private final Random random;
    private final List<String> texts;
    private int depth;

    RandomJson(Random random, List<String> texts) {
        this.random = random;
        this.texts = texts;
    }

    String of(Type type) {
        if (random.nextInt(25) == 0) {
            return anything();
        }
        if (type instanceof ParameterizedType generic) {
            return ofGeneric((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        return ofClass((Class<?>) type);
    }

    private String ofGeneric(Class<?> raw, Type[] arguments) {
        if (raw == Optional.class) {
            return of(arguments[0]);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            List<String> items = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                items.add(of(arguments[0]));
            }
            return items.toString();
        }
        return raw == Map.class ? "{" + text() + ":" + of(arguments[1]) + "}" : anything();
    }

    private String ofClass(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return String.valueOf(random.nextBoolean());
        }
        if (type.isPrimitive()
                || Number.class.isAssignableFrom(type)
                || type.getSimpleName().startsWith("Optional")) {
            return number();
        }
        if (type.isEnum()) {
            return "\"" + type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)] + "\"";
        }
        if (type == Duration.class) {
            return "\"PT" + random.nextInt(3) + "S\"";
        }
        if (type == Instant.class) {
            return "\"2026-01-01T00:00:00Z\"";
        }
        if (type.isSealed()) {
            Class<?>[] kinds = type.getPermittedSubclasses();
            Class<?> kind = kinds[random.nextInt(kinds.length)];
            String name = kind.getSimpleName();
            String fields = record(kind);
            return "{\"kind\":\"" + name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) + "\""
                    + (fields.isEmpty() ? "" : ",") + fields + "}";
        }
        return type.isRecord() && type.getPackageName().startsWith("dev.shadow") ? "{" + record(type) + "}" : text();
    }

    private String record(Class<?> type) {
        if (!type.isRecord() || depth > DEEPEST) {
            return "";
        }
        depth++;
        List<String> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            boolean optional = component.getType() == Optional.class;
            if (optional ? random.nextInt(4) == 0 : random.nextInt(15) > 0) {
                fields.add("\"" + component.getName() + "\":" + of(component.getGenericType()));
            }
        }
        depth--;
        return String.join(",", fields);
    }

    private String number() {
        return switch (random.nextInt(6)) {
            case 0 -> String.valueOf(random.nextLong());
            case 1 -> "-1";
            case 2 -> "0";
            default -> String.valueOf(1 + random.nextInt(1000));
        };
    }

    private String anything() {
        return switch (random.nextInt(6)) {
            case 0 -> "null";
            case 1 -> "[]";
            case 2 -> "{}";
            case 3 -> number();
            case 4 -> "true";
            default -> text();
        };
    }

    private String text() {
        String text = random.nextInt(3) == 0 ? "a" : texts.get(random.nextInt(texts.size()));
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\' || c < ' ') {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
