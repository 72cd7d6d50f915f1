package dev.shadow.core.ignore;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A pattern with wildcards, as git's {@code wildmatch} reads it, byte by byte. All ways to match are followed at once, so it
 * takes time in proportion to pattern times text, whatever they are.
 *
 * <p>Thread-safe.
 */
final class Wildcard {
    private static final BitSet NOTHING = new BitSet();

    private final List<Step> steps;

    private Wildcard(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * One state.
     *
     * @param bytes leads on
     * @param repeats whether the same bytes also lead back here, and none leads on
     * @param skips how many states further may be gone for nothing
     */
    private record Step(BitSet bytes, boolean repeats, int skips) {}

    /** Of a path, where stars and brackets stop at a slash. */
    static Wildcard ofPath(String pattern) {
        return new Wildcard(new Reader(pattern, true).steps());
    }

    /** Of one name. */
    static Wildcard ofName(String pattern) {
        return new Wildcard(new Reader(pattern, false).steps());
    }

    boolean matches(String text) {
        int end = steps.size();
        BitSet states = new BitSet(end + 1);
        enter(states, 0);
        for (int i = 0; i < text.length() && !states.isEmpty(); i++) {
            BitSet next = new BitSet(end + 1);
            char c = text.charAt(i);
            for (int state = states.nextSetBit(0); state >= 0 && state < end; state = states.nextSetBit(state + 1)) {
                Step step = steps.get(state);
                if (step.bytes().get(c)) {
                    enter(next, step.repeats() ? state : state + 1);
                }
            }
            states = next;
        }
        return states.get(end);
    }

    private void enter(BitSet states, int first) {
        int state = first;
        while (!states.get(state)) {
            states.set(state);
            if (state == steps.size()) {
                return;
            }
            Step step = steps.get(state);
            if (step.skips() > 1) {
                enter(states, state + step.skips());
            }
            if (step.skips() == 0) {
                return;
            }
            state++;
        }
    }

    /** Not thread-safe. */
    private static final class Reader {
        private final String pattern;
        private final boolean ofPath;
        private final List<Step> steps = new ArrayList<>();
        private int at;

        Reader(String pattern, boolean ofPath) {
            this.pattern = pattern;
            this.ofPath = ofPath;
        }

        List<Step> steps() {
            while (at < pattern.length()) {
                char c = pattern.charAt(at);
                if (c == '*') {
                    stars();
                } else if (c == '[') {
                    brackets();
                } else if (c == '?') {
                    add(all(!ofPath));
                    at++;
                } else {
                    at += c == '\\' ? 1 : 0;
                    add(at < pattern.length() ? only(pattern.charAt(at)) : NOTHING);
                    at++;
                }
            }
            return List.copyOf(steps);
        }

        private void stars() {
            int from = at;
            while (at < pattern.length() && pattern.charAt(at) == '*') {
                at++;
            }
            boolean overSlashes =
                    !ofPath || (at - from > 1 && (from == 0 || pattern.charAt(from - 1) == '/') && ends());
            if (ofPath && overSlashes && at < pattern.length() && pattern.charAt(at) == '/') {
                steps.add(new Step(NOTHING, false, 3)); // "**/" is nothing, or anything that ends with a slash
                star(true);
                add(only('/'));
                at++;
            } else {
                star(overSlashes);
            }
        }

        /** Whether a name ends here. */
        private boolean ends() {
            return at == pattern.length() || pattern.charAt(at) == '/' || pattern.startsWith("\\/", at);
        }

        private void brackets() {
            ByteSet.Read read = ByteSet.read(pattern, at);
            if (read.end() < 0) {
                add(NOTHING);
                at = pattern.length();
                return;
            }
            BitSet bytes = read.bytes();
            bytes.set('/', bytes.get('/') && !ofPath);
            add(bytes);
            at = read.end();
        }

        private void star(boolean overSlashes) {
            steps.add(new Step(all(overSlashes), true, 1));
        }

        private void add(BitSet bytes) {
            steps.add(new Step(bytes, false, 0));
        }

        private static BitSet only(char c) {
            BitSet one = new BitSet();
            one.set(c);
            return one;
        }

        private static BitSet all(boolean withSlash) {
            BitSet all = new BitSet();
            all.set(0, 256);
            all.set('/', withSlash);
            return all;
        }
    }
}
