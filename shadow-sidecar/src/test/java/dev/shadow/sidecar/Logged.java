package dev.shadow.sidecar;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** Keeps what a sidecar writes down. */
final class Logged {
    private final Queue<String> access = new ConcurrentLinkedQueue<>();
    private final Queue<String> audit = new ConcurrentLinkedQueue<>();

    Records records() {
        return new Records(access::add, audit::add);
    }

    /** An answer reaches its reader before its record is written. */
    String access(Predicate<String> wanted) {
        return await().until(() -> access.stream().filter(wanted).findFirst().orElse(""), line -> !line.isEmpty());
    }

    String audit(Predicate<String> wanted) {
        return await().until(() -> audit.stream().filter(wanted).findFirst().orElse(""), line -> !line.isEmpty());
    }

    List<String> all() {
        return java.util.stream.Stream.concat(access.stream(), audit.stream()).toList();
    }
}
