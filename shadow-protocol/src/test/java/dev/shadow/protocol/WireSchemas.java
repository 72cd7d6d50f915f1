package dev.shadow.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shadow.Bytes;
import dev.shadow.Capability;
import dev.shadow.DestroyResult;
import dev.shadow.ErrorCode;
import dev.shadow.ForkSpec;
import dev.shadow.Health;
import dev.shadow.PrepareEvent;
import dev.shadow.ShadowException;
import dev.shadow.WorkspaceSpec;
import dev.shadow.WorkspaceStatus;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Signal;
import dev.shadow.file.FileContent;
import dev.shadow.file.WriteResult;
import dev.shadow.git.RemoteUrl;
import dev.shadow.terminal.TerminalEvent;
import dev.shadow.terminal.TerminalSnapshot;
import dev.shadow.watch.WatchEvent;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** What the classes say of the bodies, as JSON schemas. */
final class WireSchemas {
    private static final Map<Class<?>, Map<String, Object>> SIMPLE = Map.ofEntries(
            Map.entry(String.class, type("string")),
            Map.entry(int.class, format("integer", "int32")),
            Map.entry(Integer.class, format("integer", "int32")),
            Map.entry(OptionalInt.class, format("integer", "int32")),
            Map.entry(long.class, format("integer", "int64")),
            Map.entry(Long.class, format("integer", "int64")),
            Map.entry(OptionalLong.class, format("integer", "int64")),
            Map.entry(double.class, type("number")),
            Map.entry(Double.class, type("number")),
            Map.entry(boolean.class, type("boolean")),
            Map.entry(Boolean.class, type("boolean")),
            Map.entry(Instant.class, format("string", "date-time")),
            Map.entry(Duration.class, format("string", "duration")),
            Map.entry(Bytes.class, Map.of("type", "string", "contentEncoding", "base64")),
            Map.entry(Path.class, type("string")),
            Map.entry(RemoteUrl.class, type("string")),
            Map.entry(ErrorCode.class, type("string")),
            Map.entry(Capability.class, type("string")),
            Map.entry(Signal.class, type("string")),
            Map.entry(PrepareEvent.Step.class, type("string")));

    private static final Map<Class<?>, Class<?>> TRAVELS_AS = Map.of(
            ShadowException.class, Problem.class,
            FileContent.class, WireFileContent.class,
            CommandResult.class, WireCommandResult.class,
            TerminalSnapshot.class, WireTerminalSnapshot.class);

    private static final List<Class<?>> BESIDE_OPERATIONS = List.of(
            SidecarInfo.class,
            Health.class,
            WorkspaceStatus.class,
            WorkspaceSpec.class,
            PreparationEvent.class,
            HandleInfo.class,
            WorkspaceRequests.Open.class,
            WorkspaceRequests.Destroy.class,
            WorkspaceRequests.Compare.class,
            WorkspaceRequests.Adopt.class,
            ForkSpec.class,
            DestroyResult.class,
            WriteResult.class,
            UploadInfo.class,
            CommandResult.class,
            FileContent.class,
            TerminalEvent.class,
            WatchEvent.class,
            Problem.class);

    private final ObjectMapper mapper = new ObjectMapper().registerModule(new ApiModule());
    private final Map<String, Object> schemas = new TreeMap<>();

    /** By name, as in {@code components/schemas}. */
    static Map<String, Object> all() {
        WireSchemas schemas = new WireSchemas();
        BESIDE_OPERATIONS.forEach(schemas::schema);
        json().forEach(operation -> {
            schemas.schemas.put(operation.name(), schemas.record(operation.arguments(), Optional.empty()));
            schemas.result(operation);
        });
        return schemas.schemas;
    }

    static List<WireOperation> json() {
        return WireOperations.all().stream()
                .filter(operation -> operation.form() == WireOperation.Form.JSON)
                .toList();
    }

    Map<String, Object> result(WireOperation operation) {
        Map<String, Object> schema = schema(operation.result());
        boolean mayBeAbsent =
                operation.result() instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
        return mayBeAbsent ? Map.of("anyOf", List.of(schema, type("null"))) : schema;
    }

    private static Map<String, Object> type(String name) {
        return Map.of("type", name);
    }

    private static Map<String, Object> format(String type, String format) {
        return Map.of("type", type, "format", format);
    }

    Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (raw == Optional.class) {
                return schema(arguments[0]);
            }
            return raw == Map.class
                    ? Map.of("type", "object", "additionalProperties", schema(arguments[1]))
                    : Map.of("type", "array", "items", schema(arguments[0]));
        }
        Class<?> plain = TRAVELS_AS.getOrDefault((Class<?>) type, (Class<?>) type);
        Map<String, Object> simple = SIMPLE.get(plain);
        return simple != null ? simple : reference(plain);
    }

    private Map<String, Object> reference(Class<?> type) {
        String name = name(type);
        if (!schemas.containsKey(name)) {
            schemas.put(name, Map.of()); // a value may hold values of its own kind
            schemas.put(name, define(type));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private static String name(Class<?> type) {
        String own = type.getSimpleName().replaceFirst("^Wire", "");
        return type.getDeclaringClass() == null ? own : type.getDeclaringClass().getSimpleName() + "." + own;
    }

    private Map<String, Object> define(Class<?> type) {
        if (type.isEnum()) {
            List<String> names =
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
            return Map.of("type", "string", "enum", names);
        }
        if (type.isSealed()) {
            Class<?> mixin = mapper.findMixInClassFor(type);
            List<Object> kinds = new ArrayList<>();
            for (JsonSubTypes.Type kind :
                    mixin.getAnnotation(JsonSubTypes.class).value()) {
                kinds.add(record(kind.value(), Optional.of(kind.name())));
            }
            return Map.of("oneOf", kinds);
        }
        return record(type, Optional.empty());
    }

    private Map<String, Object> record(Class<?> type, Optional<String> kind) {
        if (!type.isRecord()) {
            throw new AssertionError("no schema of " + type);
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        kind.ifPresent(name -> {
            properties.put("kind", Map.of("const", name));
            required.add("kind");
        });
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(component.getName(), schema(component.getGenericType()));
            if (isRequired(component.getType())) {
                required.add(component.getName());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (!properties.isEmpty()) {
            schema.put("properties", properties);
        }
        return schema;
    }

    private static boolean isRequired(Class<?> type) {
        return !Set.of(Optional.class, OptionalInt.class, OptionalLong.class).contains(type)
                && !Collection.class.isAssignableFrom(type)
                && type != Map.class;
    }
}
