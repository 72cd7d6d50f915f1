package dev.shadow.core.terminal;

import dev.shadow.terminal.TerminalEntry.Kind;

/** Kinds as numbers of two bits, in memory and on disk. Never change one. */
final class KindCode {
    static final int BITS = 2;

    private KindCode() {}

    /** A chain and not a switch, as nearly every entry is output. */
    static int of(Kind kind) {
        if (kind == Kind.STDOUT) {
            return 0;
        }
        if (kind == Kind.STDERR) {
            return 1;
        }
        return kind == Kind.COMMAND ? 2 : 3;
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
