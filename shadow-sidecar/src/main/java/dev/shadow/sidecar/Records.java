package dev.shadow.sidecar;

import dev.shadow.protocol.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the access log and the audit records go: one line of JSON each, to the loggers {@code dev.shadow.sidecar.access} and
 * {@code dev.shadow.sidecar.audit}.
 *
 * <p>Thread-safe.
 */
final class Records {
    private final Consumer<String> access;
    private final Consumer<String> audit;

    Records(Consumer<String> access, Consumer<String> audit) {
        this.access = access;
        this.audit = audit;
    }

    static Records toLoggers() {
        Logger access = LoggerFactory.getLogger("dev.shadow.sidecar.access");
        Logger audit = LoggerFactory.getLogger("dev.shadow.sidecar.audit");
        return new Records(access::info, audit::info);
    }

    void access(Object entry) {
        access.accept(line(entry));
    }

    void audit(Object entry) {
        audit.accept(line(entry));
    }

    private static String line(Object entry) {
        return new String(WireJson.write(entry), StandardCharsets.UTF_8);
    }
}
