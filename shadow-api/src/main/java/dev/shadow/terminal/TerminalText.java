package dev.shadow.terminal;

import dev.shadow.Experimental;

/**
 * How the bytes of a terminal become text. Both decode UTF-8, keep a character whole that lies across the border of two
 * entries of one output of one command, and put U+FFFD for what is malformed.
 *
 * <p>Thread-safe.
 */
@Experimental
public enum TerminalText {
    /** Everything, escape sequences included. */
    EXACT,
    /**
     * Without escape sequences (ECMA-48: colours, cursor movements, titles) and control characters other than the tab. A
     * carriage return within a line drops what stands before it, as what follows is written over that.
     */
    PLAIN
}
