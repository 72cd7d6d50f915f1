package dev.shadow.benchmarks.terminal;

import org.openjdk.jmh.annotations.Threads;

/** As {@link AppendLine}, by two threads. Thread-safe. */
@Threads(2)
public class AppendLineByTwo extends AppendLine {}
