package dev.shadow.internal;

import dev.shadow.spi.BackendProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backends that can be had, and those that are there and broken. One broken provider does not hide the others.
 *
 * @param providers in the order in which they were found, each class once
 * @param broken why, a line for each
 */
record Discovery(List<BackendProvider> providers, List<String> broken) {
    private static final Logger log = LoggerFactory.getLogger(Discovery.class);

    /** A services file with more broken lines than this is not a services file. */
    private static final int MOST_BROKEN = 100;

    static Discovery in(ClassLoader loader) {
        return in(List.of(loader));
    }

    static Discovery byDefault() {
        return in(Stream.of(Thread.currentThread().getContextClassLoader(), Discovery.class.getClassLoader())
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    }

    private static Discovery in(List<ClassLoader> loaders) {
        Map<String, BackendProvider> providers = new LinkedHashMap<>();
        List<String> broken = new ArrayList<>();
        loaders.forEach(loader -> collect(loader, providers, broken));
        List<String> reasons = broken.stream().distinct().toList();
        reasons.forEach(reason -> log.warn("A backend cannot be used: {}", reason));
        return new Discovery(List.copyOf(providers.values()), reasons);
    }

    private static void collect(ClassLoader loader, Map<String, BackendProvider> providers, List<String> broken) {
        var iterator = ServiceLoader.load(BackendProvider.class, loader).iterator();
        while (broken.size() < MOST_BROKEN) {
            try {
                if (!iterator.hasNext()) {
                    return;
                }
                BackendProvider provider = iterator.next();
                providers.putIfAbsent(provider.getClass().getName(), provider);
            } catch (ServiceConfigurationError | LinkageError e) {
                broken.add(reason(e));
            }
        }
    }

    private static String reason(Throwable error) {
        // The loader wraps what goes wrong in a provider, but not a class that is missing while it loads one.
        String what = error instanceof NoClassDefFoundError
                ? "a class that a provider needs is missing: " + error.getMessage()
                : String.valueOf(error.getMessage());
        Throwable cause = error.getCause();
        return cause == null ? what : what + " (" + cause + ")";
    }
}
