package dev.shadow.sidecar;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * What the sidecar counts, and its text for Prometheus (exposition format 0.0.4). Its labels are routes, operations, codes and
 * statuses, which are few; nothing that a user chose is among them.
 *
 * <p>Thread-safe.
 */
final class Metrics {
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, Durations> requestTimes = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> operations = new ConcurrentHashMap<>();
    private final Map<String, Durations> operationTimes = new ConcurrentHashMap<>();
    private final Map<String, Gauge> gauges = new ConcurrentHashMap<>();
    private final AtomicLong streams = new AtomicLong();
    private final LongAdder refused = new LongAdder();

    private record Gauge(String help, LongSupplier value) {}

    Metrics() {
        gauge("shadow_streams_open", "Answers under way that follow something", streams::get);
        gauge("shadow_heap_used_bytes", "Heap in use", () -> {
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        });
        gauge(
                "shadow_heap_max_bytes",
                "Heap that may be used",
                () -> Runtime.getRuntime().maxMemory());
    }

    void gauge(String name, String help, LongSupplier value) {
        gauges.put(name, new Gauge(help, value));
    }

    void answered(String method, String route, int status, long nanos) {
        String where = label("method", method) + "," + label("route", route);
        add(requests, where + "," + label("status", String.valueOf(status)));
        requestTimes.computeIfAbsent(where, key -> new Durations()).add(nanos);
    }

    void executed(String operation, String outcome, long nanos) {
        String what = label("operation", operation);
        add(operations, what + "," + label("outcome", outcome));
        operationTimes.computeIfAbsent(what, key -> new Durations()).add(nanos);
    }

    void overloaded() {
        refused.increment();
    }

    void streamBegins() {
        streams.incrementAndGet();
    }

    void streamEnds() {
        streams.decrementAndGet();
    }

    private static void add(Map<String, LongAdder> counters, String labels) {
        counters.computeIfAbsent(labels, key -> new LongAdder()).increment();
    }

    private static String label(String name, String value) {
        return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    String text() {
        StringBuilder text = new StringBuilder(8192);
        counters(text, "shadow_requests_total", "Requests answered", requests);
        histograms(text, "shadow_request_duration_seconds", "From request to end of answer", requestTimes);
        counters(
                text, "shadow_operations_total", "Operations executed, with OK or the code of the failure", operations);
        histograms(text, "shadow_operation_duration_seconds", "How long operations took", operationTimes);
        head(text, "shadow_calls_refused_total", "Calls refused as too many were under way", "counter");
        text.append("shadow_calls_refused_total ").append(refused.sum()).append('\n');
        new TreeMap<>(gauges).forEach((name, gauge) -> {
            head(text, name, gauge.help(), "gauge");
            text.append(name).append(' ').append(gauge.value().getAsLong()).append('\n');
        });
        return text.toString();
    }

    private static void head(StringBuilder text, String name, String help, String type) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void counters(StringBuilder text, String name, String help, Map<String, LongAdder> counters) {
        head(text, name, help, "counter");
        new TreeMap<>(counters)
                .forEach((labels, value) -> text.append(name)
                        .append('{')
                        .append(labels)
                        .append("} ")
                        .append(value.sum())
                        .append('\n'));
    }

    private static void histograms(StringBuilder text, String name, String help, Map<String, Durations> times) {
        head(text, name, help, "histogram");
        new TreeMap<>(times).forEach((labels, value) -> value.write(text, name, labels));
    }
}
