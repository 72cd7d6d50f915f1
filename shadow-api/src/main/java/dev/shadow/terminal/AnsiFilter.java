package dev.shadow.terminal;

/**
 * Tells text from escape sequences, char by char, by the grammar of ECMA-48 (5th edition, 5.3 to 5.6). A control string that
 * is never closed ends at the newline, lest it hide everything after it. Not thread-safe.
 */
final class AnsiFilter {
    private static final char ESCAPE = 0x1b;
    private static final char CSI = 0x9b;

    private enum State {
        TEXT,
        ESCAPED,
        CONTROL_SEQUENCE,
        CONTROL_STRING,
        STRING_ESCAPED
    }

    private State state = State.TEXT;

    /** Whether this char is text, a tab, a newline or a carriage return. */
    boolean shows(char c) {
        boolean ends = c == '\n' || c == 0x18 || c == 0x1a; // CAN and SUB end any sequence
        if (ends) {
            state = State.TEXT;
            return c == '\n';
        }
        if (state == State.TEXT) {
            return text(c);
        }
        switch (state) {
            case CONTROL_SEQUENCE -> sequence(c);
            case CONTROL_STRING -> string(c);
            case STRING_ESCAPED -> stringEscaped(c);
            default -> escaped(c);
        }
        return false;
    }

    private boolean text(char c) {
        if (c == ESCAPE) {
            state = State.ESCAPED;
        } else if (c == CSI) {
            state = State.CONTROL_SEQUENCE;
        } else if (c == 0x90 || c == 0x98 || (c >= 0x9d && c <= 0x9f)) { // DCS, SOS, OSC, PM, APC
            state = State.CONTROL_STRING;
        }
        return c == '\t' || c == '\r' || (c >= 0x20 && c < 0x7f) || c > 0x9f;
    }

    private void escaped(char c) {
        if (c == '[') {
            state = State.CONTROL_SEQUENCE;
        } else if (c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_') {
            state = State.CONTROL_STRING;
        } else if (c != ESCAPE && (c < 0x20 || c > 0x2f)) { // 0x20 to 0x2f are intermediates
            state = State.TEXT;
        }
    }

    private void sequence(char c) {
        if (c == ESCAPE) {
            state = State.ESCAPED;
        } else if (c >= 0x40 && c <= 0x7e) {
            state = State.TEXT;
        }
    }

    private void string(char c) {
        if (c == ESCAPE) {
            state = State.STRING_ESCAPED;
        } else if (c == 0x07 || c == 0x9c) { // BEL is what programs write, ST what the standard says
            state = State.TEXT;
        }
    }

    /** A control string ends with ESC and a backslash, and any other escape sequence ends it as well. */
    private void stringEscaped(char c) {
        if (c == '\\') {
            state = State.TEXT;
        } else {
            state = State.ESCAPED;
            escaped(c);
        }
    }
}
