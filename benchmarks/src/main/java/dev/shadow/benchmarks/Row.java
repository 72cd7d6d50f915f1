package dev.shadow.benchmarks;

import java.util.Map;

/**
 * Work that is done by ours and by somebody else. Thread-safe.
 *
 * @param name what the work is
 * @param ours by this library
 * @param peer by another program or library, or by the least that could do it
 * @param peerName how the peer does it
 * @param limit how many times the peer's time, or whatever else is measured, ours may take
 * @param unit what is measured
 */
public record Row(String name, Side ours, Side peer, String peerName, Limit limit, Unit unit) {
    /** What the sides of a row measure. */
    public enum Unit {
        /** Time, in nanoseconds. */
        NANOS,
        /** Memory. */
        BYTES
    }

    /**
     * A row of times.
     *
     * @param name what the work is
     * @param ours by this library
     * @param peer by somebody else
     * @param peerName how the peer does it
     * @param limit how many times the peer's time ours may take
     */
    public Row(String name, Side ours, Side peer, String peerName, Limit limit) {
        this(name, ours, peer, peerName, limit, Unit.NANOS);
    }

    /**
     * A row whose sides are the JMH benchmarks {@code ours} and {@code peer} of one class.
     *
     * @param name what the work is
     * @param type has both methods, and a set-up that checks what each returns by {@link Expect}
     * @param params values of the class's {@code @Param} fields
     * @param peerName how the peer does it
     * @param limit how many times the peer's time ours may take
     * @return the row
     */
    public static Row jmh(String name, Class<?> type, Map<String, String> params, String peerName, Limit limit) {
        return new Row(name, new JmhSide(type, "ours", params), new JmhSide(type, "peer", params), peerName, limit);
    }
}
