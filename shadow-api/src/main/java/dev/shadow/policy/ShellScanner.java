package dev.shadow.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Finds the simple commands in a shell line by reading it: those between separators, in subshells, in substitutions, and in
 * the bodies of loops and functions (POSIX.1-2017, Shell Command Language, and what bash adds). It never fails: of a line that
 * no shell would take it tells what it can.
 *
 * <p>Not thread-safe.
 */
final class ShellScanner {
    private static final int DEEPEST = 100;
    private static final Set<String> RESERVED =
            Set.of("if", "then", "else", "elif", "fi", "do", "done", "while", "until", "!", "{", "}", "esac", "coproc");
    private static final Set<String> BEFORE_NAMES = Set.of("for", "select", "case");
    private static final char NONE = '\0';

    private final String line;
    private final int depth;
    private final List<List<ShellWord>> commands;
    private final Deque<HereDocument> awaited = new ArrayDeque<>();
    private List<ShellWord> words = new ArrayList<>();
    private boolean skipping;
    private boolean inLoop;
    private boolean nameFollows;
    private int braces;
    private int at;

    /** A text that begins after the next newline and ends at a line of its own. */
    private record HereDocument(String end, boolean expanded, boolean indented) {}

    private ShellScanner(String line, int depth, List<List<ShellWord>> commands) {
        this.line = line;
        this.depth = depth;
        this.commands = commands;
    }

    /** The words of each simple command, in the order in which they end. */
    static List<List<ShellWord>> commands(String line) {
        List<List<ShellWord>> found = new ArrayList<>();
        new ShellScanner(line, 0, found).list(NONE);
        return found;
    }

    private char peek(int ahead) {
        return at + ahead < line.length() ? line.charAt(at + ahead) : NONE;
    }

    private boolean isAtEnd() {
        return at >= line.length();
    }

    /** Reads commands up to a character, or to the end. */
    private void list(char end) {
        while (!isAtEnd()) {
            char c = peek(0);
            if (c == end) {
                at++;
                break;
            }
            step(c);
        }
        endCommand();
    }

    private void step(char c) {
        if (c == ' ' || c == '\t' || c == '\r') {
            at++;
        } else if (c == '\n') {
            at++;
            endCommand();
            hereDocuments();
        } else if (c == '#') {
            int end = line.indexOf('\n', at);
            at = end < 0 ? line.length() : end;
        } else if (c == '<' || c == '>' || (c == '&' && peek(1) == '>')) {
            redirection();
        } else if (c == ';' || c == '&' || c == '|' || c == ')') {
            at++;
            endCommand();
        } else if (c == '(') {
            parenthesis();
        } else {
            word();
        }
    }

    private void endCommand() {
        if (!words.isEmpty()) {
            commands.add(List.copyOf(words));
        }
        words = new ArrayList<>();
        skipping = false;
        nameFollows = false;
    }

    /** A subshell, a list of values, or the sign of a function whose name came before. */
    private void parenthesis() {
        at++;
        if (words.size() == 1 && line.substring(at).stripLeading().startsWith(")")) {
            words.clear();
        }
        nested(')');
    }

    private void nested(char end) {
        if (depth >= DEEPEST) {
            at = line.length();
            return;
        }
        ShellScanner inner = new ShellScanner(line, depth + 1, commands);
        inner.at = at;
        inner.list(end);
        at = inner.at;
    }

    private void redirection() {
        if (peek(1) == '(') {
            at += 2;
            nested(')');
            return;
        }
        int start = at;
        while (!isAtEnd() && "<>&|".indexOf(peek(0)) >= 0) {
            at++;
        }
        String operator = line.substring(start, at);
        boolean indented = operator.equals("<<") && peek(0) == '-';
        if (indented) {
            at++;
        }
        while (peek(0) == ' ' || peek(0) == '\t') {
            at++;
        }
        int from = at;
        ShellWord target = readWord();
        if (operator.equals("<<")) {
            boolean quoted = line.substring(from, at).chars().anyMatch(c -> c == '\'' || c == '"' || c == '\\');
            awaited.add(new HereDocument(target.text(), !quoted, indented));
        }
    }

    private void hereDocuments() {
        while (!awaited.isEmpty()) {
            HereDocument document = awaited.remove();
            boolean ended = false;
            while (!ended && !isAtEnd()) {
                int newline = line.indexOf('\n', at);
                int end = newline < 0 ? line.length() : newline;
                String text = line.substring(at, end);
                ended = (document.indented() ? text.stripLeading() : text).equals(document.end());
                if (document.expanded() && !ended) {
                    substitutions(text);
                }
                at = Math.min(line.length(), end + 1);
            }
        }
    }

    private void substitutions(String text) {
        ShellScanner inner = new ShellScanner(text, depth + 1, commands);
        inner.quoted(new StringBuilder(), NONE);
    }

    private void word() {
        int start = at;
        ShellWord word = readWord();
        String raw = line.substring(start, at);
        boolean descriptor = (peek(0) == '<' || peek(0) == '>') && raw.chars().allMatch(Character::isDigit);
        if (nameFollows) {
            nameFollows = false;
        } else if (words.isEmpty() && raw.equals("function")) {
            nameFollows = true;
        } else if (skipping && raw.equals("in")) {
            endCommand();
            skipping = inLoop; // the values of a loop follow, or the patterns of a case
        } else if (words.isEmpty() && !skipping && BEFORE_NAMES.contains(raw)) {
            skipping = true;
            inLoop = !raw.equals("case");
        } else if (!skipping && !descriptor && !(words.isEmpty() && RESERVED.contains(raw))) {
            words.add(word);
        }
    }

    private ShellWord readWord() {
        StringBuilder text = new StringBuilder();
        boolean known = true;
        while (!isAtEnd() && " \t\r\n;&|()<>".indexOf(peek(0)) < 0) {
            char c = peek(0);
            if (c == '\'') {
                singleQuoted(text);
            } else if (c == '"') {
                at++;
                known &= quoted(text, '"');
            } else if (c == '\\') {
                escaped(text);
            } else if (c == '$' || c == '`') {
                known &= expansion(text);
            } else {
                known &= "*?[{".indexOf(c) < 0 || (c == '{' && text.isEmpty() && isBlank(peek(1)));
                text.append(c);
                at++;
            }
        }
        return new ShellWord(text.toString(), known);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == NONE;
    }

    private void escaped(StringBuilder text) {
        if (peek(1) != '\n' && at + 1 < line.length()) {
            text.append(peek(1));
        }
        at = Math.min(line.length(), at + 2);
    }

    private void singleQuoted(StringBuilder text) {
        int end = line.indexOf('\'', at + 1);
        int stop = end < 0 ? line.length() : end;
        text.append(line, at + 1, stop);
        at = Math.min(line.length(), stop + 1);
    }

    /** What stands between double quotes, after the first; whether it stands for itself. */
    private boolean quoted(StringBuilder text, char end) {
        boolean known = true;
        while (!isAtEnd() && (end == NONE || peek(0) != end)) {
            char c = peek(0);
            if (c == '\\' && "$`\"\\\n".indexOf(peek(1)) >= 0) {
                escaped(text);
            } else if (c == '$' || c == '`') {
                known &= expansion(text);
            } else {
                text.append(c);
                at++;
            }
        }
        at = Math.min(line.length(), at + 1);
        return known;
    }

    /** What begins with a dollar or a backquote; whether it stands for itself. */
    private boolean expansion(StringBuilder text) {
        char next = peek(1);
        if (peek(0) == '`') {
            backquoted();
            return false;
        }
        if (next == '\'') {
            at++;
            return ansiQuoted(text);
        }
        if (next == '(') {
            at += 2;
            nested(')');
            return false;
        }
        if (next == '{') {
            parameter();
            return false;
        }
        if (ShellWord.isNameCharacter(next) || (next != NONE && "@*#?-$!".indexOf(next) >= 0)) {
            at += 2;
            while (ShellWord.isNameCharacter(peek(0))) {
                at++;
            }
            return false;
        }
        text.append('$');
        at++;
        return true;
    }

    private void parameter() {
        at += 2;
        if (braces == DEEPEST) {
            at = line.length();
            return;
        }
        braces++;
        quoted(new StringBuilder(), '}');
        braces--;
    }

    private void backquoted() {
        StringBuilder inside = new StringBuilder();
        for (at++; !isAtEnd() && peek(0) != '`'; at++) {
            if (peek(0) == '\\' && "$`\\".indexOf(peek(1)) >= 0) {
                at++;
            }
            inside.append(peek(0));
        }
        at = Math.min(line.length(), at + 1);
        if (depth < DEEPEST) {
            new ShellScanner(inside.toString(), depth + 1, commands).list(NONE);
        }
    }

    /** {@code $'...'}: its escapes could spell any word, so one with escapes is not known. */
    private boolean ansiQuoted(StringBuilder text) {
        boolean known = true;
        for (at++; !isAtEnd() && peek(0) != '\''; at++) {
            if (peek(0) == '\\') {
                known = false;
                at++;
            }
            text.append(peek(0));
        }
        at = Math.min(line.length(), at + 1);
        return known;
    }
}
