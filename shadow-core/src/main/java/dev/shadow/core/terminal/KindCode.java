package dev.shadow.core.terminal;

import dev.shadow.terminal.TerminalEntry.Kind;

/** Kinds as numbers of two bits, in memory and on disk. Never change one. */
final class KindCode {
    static final int BITS = 2;

    private KindCode() {}

    static int of(Kind kind) {
        return switch (kind) {
            case STDOUT -> 0;
            case STDERR -> 1;
            case COMMAND -> 2;
            case SYSTEM -> 3;
        };
    }

    static Kind kind(int code) {
        return switch (code & ((1 << BITS) - 1)) {
            case 0 -> Kind.STDOUT;
            case 1 -> Kind.STDERR;
            case 2 -> Kind.COMMAND;
            default -> Kind.SYSTEM;
        };
    }
}
