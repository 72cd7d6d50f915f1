package dev.shadow.examples;

import java.io.PrintStream;
import java.nio.file.Path;

/** What the program has of the machine that it runs on. */
record Host(PrintStream out, PrintStream err, Style style, Path temporary) {}
