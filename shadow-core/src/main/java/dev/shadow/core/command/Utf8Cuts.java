package dev.shadow.core.command;

import dev.shadow.Bytes;

/** Moves a cut in UTF-8 text (RFC 3629, section 3) by at most three bytes, so that it splits no character. */
final class Utf8Cuts {
    private Utf8Cuts() {}

    /** Without the beginning of a character that goes on after the end. */
    static Bytes atEnd(Bytes head) {
        for (int back = 1; back <= Math.min(3, head.size()); back++) {
            byte candidate = head.byteAt(head.size() - back);
            if (!isContinuation(candidate)) {
                return lengthOf(candidate) > back ? head.slice(0, head.size() - back) : head;
            }
        }
        return head;
    }

    /** Without the rest of a character that began before the start. */
    static Bytes atStart(Bytes tail) {
        int start = 0;
        while (start < Math.min(3, tail.size()) && isContinuation(tail.byteAt(start))) {
            start++;
        }
        return start < tail.size() && isContinuation(tail.byteAt(start)) ? tail : tail.slice(start, tail.size());
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    private static int lengthOf(byte lead) {
        if ((lead & 0xE0) == 0xC0) {
            return 2;
        }
        if ((lead & 0xF0) == 0xE0) {
            return 3;
        }
        return (lead & 0xF8) == 0xF0 ? 4 : 1;
    }
}
