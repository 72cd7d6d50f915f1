package dev.shadow.core.search;

import java.util.ArrayList;
import java.util.List;

/** The alternatives that the braces of a glob stand for; braces may hold braces. Not thread-safe. */
final class BraceExpansion {
    private static final int MOST_ALTERNATIVES = 1_000;
    private static final int DEEPEST = 20;

    private final String glob;
    private int at;
    private int depth;

    BraceExpansion(String glob) {
        this.glob = glob;
    }

    List<String> alternatives() {
        List<String> all = sequence();
        if (at < glob.length()) {
            throw Glob.invalid(glob, "closes a brace at character " + (at + 1) + " that it never opened");
        }
        return all;
    }

    /** To the end, or to the comma or brace that ends an alternative. */
    private List<String> sequence() {
        List<String> all = List.of("");
        StringBuilder plain = new StringBuilder();
        while (at < glob.length()) {
            char c = glob.charAt(at);
            if (c == '}' || (c == ',' && depth > 0)) {
                break;
            }
            if (c == '{') {
                all = product(append(all, plain), braces());
            } else if (c == '[') {
                copyClass(plain);
            } else if (c == '\\' && at + 1 < glob.length()) {
                plain.append(c).append(glob.charAt(at + 1));
                at += 2;
            } else {
                plain.append(c);
                at++;
            }
        }
        return append(all, plain);
    }

    private List<String> braces() {
        int opened = at++;
        if (++depth > DEEPEST) {
            throw Glob.invalid(glob, "has braces more than " + DEEPEST + " deep");
        }
        List<String> all = new ArrayList<>(sequence());
        while (at < glob.length() && glob.charAt(at) == ',') {
            at++;
            all.addAll(sequence());
            requireFew(all.size());
        }
        if (at == glob.length()) {
            throw Glob.invalid(glob, "opens a brace at character " + (opened + 1) + " that it never closes");
        }
        at++;
        depth--;
        return all;
    }

    /** Braces and commas in a class are letters. */
    private void copyClass(StringBuilder plain) {
        int end = NamePattern.endOfClass(glob, at);
        if (end < 0) {
            throw Glob.invalid(glob, "opens a [ at character " + (at + 1) + " that it never closes");
        }
        plain.append(glob, at, end);
        at = end;
    }

    private static List<String> append(List<String> all, StringBuilder plain) {
        if (plain.isEmpty()) {
            return all;
        }
        String text = plain.toString();
        plain.setLength(0);
        return all.stream().map(each -> each + text).toList();
    }

    private List<String> product(List<String> heads, List<String> tails) {
        requireFew((long) heads.size() * tails.size());
        return heads.stream()
                .flatMap(head -> tails.stream().map(tail -> head + tail))
                .toList();
    }

    private void requireFew(long count) {
        if (count > MOST_ALTERNATIVES) {
            throw Glob.invalid(glob, "stands for more than " + MOST_ALTERNATIVES + " alternatives");
        }
    }
}
