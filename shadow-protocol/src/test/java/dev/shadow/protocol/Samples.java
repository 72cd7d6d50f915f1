package dev.shadow.protocol;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import dev.shadow.command.Output;
import dev.shadow.command.ResourceLimits;
import dev.shadow.file.Edit;
import dev.shadow.file.FileContent;
import dev.shadow.file.FileVersion;
import dev.shadow.file.ListRequest;
import dev.shadow.git.RemoteUrl;
import dev.shadow.search.GrepRequest;
import dev.shadow.spi.Done;
import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalSnapshot;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** An instance of every value of the API: its components are filled in, and of a sealed interface the last kind is taken. */
final class Samples {
    private static final Map<Class<?>, Object> FIXED = new HashMap<>();

    static {
        FIXED.put(String.class, "A1");
        FIXED.put(int.class, 4096);
        FIXED.put(long.class, (1L << 40) + 1);
        FIXED.put(Long.class, (1L << 40) + 1);
        FIXED.put(Integer.class, 7);
        FIXED.put(boolean.class, true);
        FIXED.put(Boolean.class, true);
        FIXED.put(Double.class, 0.25);
        FIXED.put(OptionalInt.class, OptionalInt.of(3));
        FIXED.put(OptionalLong.class, OptionalLong.of(1L << 41));
        FIXED.put(Instant.class, Instant.parse("2026-01-02T03:04:05.123456789Z"));
        FIXED.put(Duration.class, Duration.ofMillis(61_001));
        FIXED.put(Bytes.class, Bytes.wrap(new byte[] {0, -1, 10, 13, 'a'}));
        FIXED.put(Path.class, Path.of("/a b/ü"));
        FIXED.put(RemoteUrl.class, RemoteUrl.parse("https://example.org:8443/a.git"));
        FIXED.put(ShadowException.class, new ShadowException(ErrorCode.NOT_FOUND, "gone").with("path", "a"));
        FIXED.put(Done.class, Done.DONE);
        FIXED.put(Edit.class, Edit.replace("a", "b"));
        FIXED.put(ListRequest.class, ListRequest.of("a b"));
        FIXED.put(GrepRequest.class, GrepRequest.literal("a b"));
        FIXED.put(ResourceLimits.class, ResourceLimits.NONE);
        FIXED.put(dev.shadow.command.PtySize.class, new dev.shadow.command.PtySize(80, 24));
        FIXED.put(
                FileContent.class,
                new FileContent("a", Bytes.utf8("b\n"), 3, 9, OptionalLong.of(4), new FileVersion("v", true)));
        FIXED.put(
                CommandResult.class,
                new CommandResult(
                        "c",
                        new Exit.Signalled("KILL"),
                        output("out"),
                        output("err"),
                        output("outerr"),
                        Duration.ofSeconds(2),
                        List.of()));
    }

    private Samples() {}

    private static Output output(String text) {
        return new Output(Bytes.utf8(text), Bytes.utf8("tail"), 17);
    }

    static Object of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        return ofClass((Class<?>) type);
    }

    private static Object ofGeneric(Class<?> raw, Type[] arguments) {
        Map<Class<?>, Function<Object, Object>> containers = Map.of(
                Optional.class, Optional::of, List.class, item -> List.of(item), Set.class, item -> Set.of(item));
        if (raw == Map.class) {
            return Map.of(of(arguments[0]), of(arguments[1]));
        }
        Function<Object, Object> container = containers.get(raw);
        if (container == null) {
            throw new AssertionError("no sample of " + raw + Arrays.toString(arguments));
        }
        return container.apply(of(arguments[0]));
    }

    private static Object ofClass(Class<?> type) {
        if (FIXED.containsKey(type)) {
            return FIXED.get(type);
        }
        if (type == TerminalSnapshot.class) {
            return new WireTerminalSnapshot(List.of((TerminalEntry) of(TerminalEntry.class)), 9, 2).snapshot();
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isSealed()) {
            Class<?>[] kinds = type.getPermittedSubclasses();
            return of(kinds[kinds.length - 1]);
        }
        return record(type);
    }

    private static Object record(Class<?> type) {
        if (!type.isRecord()) {
            throw new AssertionError("no sample of " + type);
        }
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> of(component.getGenericType()))
                .toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new AssertionError("no sample of " + type + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no access to " + type, e);
        }
    }
}
