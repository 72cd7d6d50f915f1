package dev.shadow.benchmarks;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/** Finds in what JMH throws the exception that the benchmark threw; JMH hides it among causes and suppressed ones. */
final class Causes {
    private Causes() {}

    static RuntimeException telling(Throwable thrown) {
        Deque<Throwable> open = new ArrayDeque<>(Set.of(thrown));
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable deepest = thrown;
        while (!open.isEmpty()) {
            Throwable next = open.remove();
            if (!seen.add(next)) {
                continue;
            }
            if (next instanceof NotRunException || next instanceof WrongResultException) {
                return (RuntimeException) next;
            }
            deepest = next;
            open.addAll(Arrays.asList(next.getSuppressed()));
            if (next.getCause() != null) {
                open.add(next.getCause());
            }
        }
        return new IllegalStateException(deepest.toString(), thrown);
    }
}
