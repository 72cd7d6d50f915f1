package dev.shadow.benchmarks;

import java.util.Map;

/**
 * One way to do the work of a row: a JMH benchmark, or anything else that can time itself and check its result. Thread-safe.
 */
@FunctionalInterface
public interface Side {
    /**
     * Does the work over and over in new processes.
     *
     * @param effort how much to measure
     * @return the median over the processes of each one's median time of one piece of work, in nanoseconds
     * @throws NotRunException when something that it needs is missing
     * @throws WrongResultException when the work gave another result than expected
     */
    double median(Effort effort);

    /**
     * A JMH benchmark.
     *
     * @param type has the method
     * @param method its name
     * @param params values of the class's {@code @Param} fields
     * @return the side
     */
    static Side jmh(Class<?> type, String method, Map<String, String> params) {
        return new JmhSide(type, method, params);
    }
}
