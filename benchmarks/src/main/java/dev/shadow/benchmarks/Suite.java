package dev.shadow.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
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

    /**
     * Draws what a table does not show.
     *
     * @param effort how much to measure for it
     * @param directory where the pictures go
     * @return the files, or none
     * @throws IOException when they cannot be written
     */
    default List<Path> draw(Effort effort, Path directory) throws IOException {
        return List.of();
    }
}
