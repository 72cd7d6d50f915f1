package dev.shadow.core.ignore;

import java.util.BitSet;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Reads what stands in brackets, as git's {@code wildmatch} does. Not thread-safe.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/basedefs/V1_chap09.html#tag_09_03_05">POSIX brackets</a>
 */
final class ByteSet {
    private static final int BYTES = 256;
    private static final Map<String, IntPredicate> CLASSES = Map.ofEntries(
            Map.entry("alnum", c -> isLetter(c) || isDigit(c)),
            Map.entry("alpha", ByteSet::isLetter),
            Map.entry("blank", c -> c == ' ' || c == '\t'),
            Map.entry("cntrl", c -> c < ' ' || c == 0x7f),
            Map.entry("digit", ByteSet::isDigit),
            Map.entry("graph", c -> c > ' ' && c < 0x7f),
            Map.entry("lower", c -> c >= 'a' && c <= 'z'),
            Map.entry("print", c -> c >= ' ' && c < 0x7f),
            Map.entry("punct", c -> c > ' ' && c < 0x7f && !isLetter(c) && !isDigit(c)),
            Map.entry("space", c -> c == ' ' || (c >= '\t' && c <= '\r')),
            Map.entry("upper", c -> c >= 'A' && c <= 'Z'),
            Map.entry("xdigit", c -> isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));

    private final String pattern;
    private final BitSet bytes = new BitSet(BYTES);
    private int at;

    private ByteSet(String pattern, int opened) {
        this.pattern = pattern;
        this.at = opened;
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /**
     * What brackets stand for.
     *
     * @param bytes those that match, all of them less the slash where it may not
     * @param end the index after the closing bracket; -1 when they are malformed and nothing matches
     */
    record Read(BitSet bytes, int end) {}

    static Read read(String pattern, int opened) {
        ByteSet set = new ByteSet(pattern, opened + 1);
        boolean negated = set.here() == '!' || set.here() == '^';
        set.at += negated ? 1 : 0;
        boolean wellFormed = set.readAll();
        if (negated) {
            set.bytes.flip(0, BYTES);
        }
        return new Read(set.bytes, wellFormed ? set.at + 1 : -1);
    }

    /** Zero at the end, as in C. */
    private int here() {
        return at < pattern.length() ? pattern.charAt(at) : 0;
    }

    private int next() {
        return at + 1 < pattern.length() ? pattern.charAt(at + 1) : 0;
    }

    /** The bracket that closes is a letter when it is the first. */
    private boolean readAll() {
        int previous = 0;
        do {
            if (here() == 0) {
                return false;
            }
            if (here() == '-' && previous != 0 && next() != 0 && next() != ']') {
                at++;
                int to = letter();
                bytes.set(previous, Math.max(previous, to + 1));
                previous = 0;
            } else if (here() == '[' && next() == ':') {
                previous = className();
            } else {
                previous = letter();
                bytes.set(previous);
            }
            if (previous < 0 || here() == 0) {
                return false;
            }
            at++;
        } while (here() != ']');
        return true;
    }

    private int letter() {
        at += here() == '\\' ? 1 : 0;
        return here();
    }

    /** The last letter that may begin a range: none after a class, -1 when there is no such class. */
    private int className() {
        int close = pattern.indexOf(']', at + 2);
        if (close < 0) {
            return -1;
        }
        if (close == at + 2 || pattern.charAt(close - 1) != ':') {
            bytes.set('[');
            return '[';
        }
        IntPredicate known = CLASSES.get(pattern.substring(at + 2, Math.max(at + 2, close - 1)));
        if (known == null) {
            return -1;
        }
        for (int c = 0; c < 0x80; c++) {
            bytes.set(c, bytes.get(c) || known.test(c));
        }
        at = close;
        return 0;
    }
}
