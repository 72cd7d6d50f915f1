package dev.shadow.benchmarks;

import java.util.List;

/** Rows that are measured together under one name. Thread-safe. */
public interface Suite {
    /**
     * What the command line calls it.
     *
     * @return lower case letters
     */
    String name();

    /**
     * What is measured.
     *
     * @return in the order of printing, each name once
     */
    List<Row> rows();
}
