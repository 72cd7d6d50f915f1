package dev.shadow.protocol;

import dev.shadow.command.CommandOperation;
import dev.shadow.file.FileOperation;
import dev.shadow.git.GitOperation;
import dev.shadow.search.SearchOperation;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationType;
import dev.shadow.terminal.TerminalOperation;
import dev.shadow.watch.WatchOperation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every operation of the API, found by its sealed interfaces: one that is added there travels as JSON without further ado.
 *
 * <p>Thread-safe.
 */
public final class WireOperations {
    private static final List<Class<?>> AREAS = List.of(
            FileOperation.class,
            SearchOperation.class,
            CommandOperation.class,
            GitOperation.class,
            TerminalOperation.class,
            WatchOperation.class);

    private static final Set<Class<?>> WITH_OWN_ROUTE = Set.of(
            FileOperation.Read.class,
            FileOperation.Write.class,
            FileOperation.Download.class,
            FileOperation.Upload.class,
            CommandOperation.ReadOutput.class,
            CommandOperation.FollowOutput.class,
            CommandOperation.OnExit.class,
            CommandOperation.WriteStdin.class,
            TerminalOperation.Subscribe.class,
            WatchOperation.class);

    private static final Set<Class<?>> STREAMS = Set.of(
            FileOperation.Download.class,
            FileOperation.Upload.class,
            CommandOperation.FollowOutput.class,
            CommandOperation.OnExit.class,
            TerminalOperation.Subscribe.class,
            WatchOperation.class);

    private static final Map<String, WireOperation> BY_NAME = new LinkedHashMap<>();
    private static final Map<Class<?>, WireOperation> BY_CLASS = new LinkedHashMap<>();

    static {
        AREAS.forEach(WireOperations::addAll);
    }

    private WireOperations() {}

    private static void addAll(Class<?> area) {
        if (area.isSealed()) {
            for (Class<?> part : area.getPermittedSubclasses()) {
                addAll(part);
            }
        } else {
            WireOperation operation = describe(area);
            BY_NAME.put(operation.name(), operation);
            BY_CLASS.put(area, operation);
        }
    }

    @SuppressWarnings("unchecked") // every part of the areas is an operation
    private static WireOperation describe(Class<?> arguments) {
        return new WireOperation(
                typeOf(arguments),
                (Class<? extends Operation<?>>) arguments,
                resultOf(arguments),
                WITH_OWN_ROUTE.contains(arguments) ? WireOperation.Form.OWN_ROUTE : WireOperation.Form.JSON);
    }

    private static OperationType typeOf(Class<?> arguments) {
        try {
            return (OperationType) arguments.getField("TYPE").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(arguments + " has no public TYPE", e);
        }
    }

    private static Type resultOf(Class<?> arguments) {
        for (Type parent : arguments.getGenericInterfaces()) {
            if (parent instanceof ParameterizedType generic
                    && generic.getRawType() instanceof Class<?> raw
                    && Operation.class.isAssignableFrom(raw)) {
                return generic.getActualTypeArguments()[0];
            }
        }
        throw new IllegalStateException(arguments + " does not say what it results in");
    }

    static boolean isStream(Class<?> arguments) {
        return STREAMS.contains(arguments);
    }

    /**
     * All of them.
     *
     * @return by area, in the order in which the API declares them
     */
    public static Collection<WireOperation> all() {
        return List.copyOf(BY_NAME.values());
    }

    /**
     * The operation of a name.
     *
     * @param name such as {@code file.stat}
     * @return empty when this version has none
     */
    public static Optional<WireOperation> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * How an operation travels.
     *
     * @param operation the call
     * @return empty when it is none of the API's, but somebody's own
     */
    public static Optional<WireOperation> of(Operation<?> operation) {
        return Optional.ofNullable(BY_CLASS.get(operation.getClass()));
    }
}
