package dev.shadow.shell;

import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * The script that a session's shell runs: it reads a line from its input, evaluates it in the shell itself, says how that
 * ended, and reads the next. Between the two markers of a line is what the line wrote.
 *
 * <p>The line runs without the shell's input, from which the second marker is read only after it has ended, so that nothing it
 * writes can be taken for that marker. Its own descriptors come back when it has changed them. The loop of one round takes a
 * {@code break} that stands outside of any loop. The lines around the text begin like remarks for whoever reads a session's
 * input as shell lines, as a policy does.
 */
final class Driver {
    /** The environment variable that carries the script; unset before the first line. */
    static final String VARIABLE = "SHADOW_SESSION";

    /** What the shell is given by {@code -c}. */
    static final String START = "eval \"$" + VARIABLE + "\"";

    private static final String APART = script("9", "command printf '\\033_%s\\033\\134' \"$__shadow_begin\" >&9", "9");
    private static final String MERGED = script("8", ":", "8");

    private static final SecureRandom RANDOM = new SecureRandom();

    private Driver() {}

    static String script(boolean mergeStderr) {
        return mergeStderr ? MERGED : APART;
    }

    private static String script(String stderr, String beginStderr, String last) {
        String end = "command printf '\\033_%s %s %s %s\\033\\134' \"$__shadow_end\" \"$__shadow_status\" \"$PWD\""
                + " \"$__shadow_end\" >&";
        return """
                unset SHADOW_SESSION
                exec 8>&1 9>&2 >/dev/null 2>&1
                __shadow_return() { return "$1"; }
                __shadow_status=0
                while IFS= read -r __shadow_mark && IFS= read -r __shadow_begin; do
                __shadow_text=
                while IFS= read -r __shadow_line && [ "$__shadow_line" != "$__shadow_mark" ]; do
                __shadow_text="$__shadow_text$__shadow_line
                "
                done
                command printf '\\033_%s\\033\\134' "$__shadow_begin" >&8
                BEGIN_STDERR
                __shadow_last=$__shadow_status
                __shadow_status=0
                for __shadow_once in 1; do
                __shadow_return "$__shadow_last"
                eval "$__shadow_text" </dev/null >&8 2>&STDERR 8>&- 9>&-
                __shadow_status=$?
                done
                IFS= read -r __shadow_end
                END8
                ENDLAST
                done
                """.replace("BEGIN_STDERR", beginStderr)
                .replace("STDERR", stderr)
                .replace("END8", end + "8")
                .replace("ENDLAST", last.equals("8") ? ":" : end + last);
    }

    /**
     * One line and its markers.
     *
     * @param begin a secret of the first marker
     * @param end a secret of the second marker
     * @param input what the shell is written
     */
    record Request(String begin, String end, String input) {
        static Request of(String text) {
            String mark = "#" + secret();
            String begin = "#" + secret();
            String end = "#" + secret();
            return new Request(begin, end, mark + "\n" + begin + "\n" + text + "\n" + mark + "\n" + end + "\n");
        }

        private static String secret() {
            return new BigInteger(128, RANDOM).toString(36);
        }

        String beginMarker() {
            return "\u001b_" + begin + "\u001b\\";
        }

        String endMarker() {
            return "\u001b_" + end + " ";
        }

        String closeMarker() {
            return " " + end + "\u001b\\";
        }
    }
}
