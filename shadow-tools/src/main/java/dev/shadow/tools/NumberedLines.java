package dev.shadow.tools;

/** Lines as {@code cat -n} shows them, as many as fit the budget. */
final class NumberedLines {
    /** The width of the number and its tab. */
    static final int PREFIX = 7;

    private final StringBuilder shown = new StringBuilder();
    private final int budget;
    private final long first;
    private long next;
    private boolean carriageReturns;
    private boolean lineCut;

    private NumberedLines(long first, int budget) {
        this.first = first;
        this.next = first;
        this.budget = budget;
    }

    static NumberedLines of(String text, long first, int budget) {
        NumberedLines lines = new NumberedLines(first, budget);
        int from = 0;
        boolean fits = true;
        while (fits && from < text.length()) {
            int newline = text.indexOf('\n', from);
            int end = newline < 0 ? text.length() : newline;
            fits = lines.add(text, from, end);
            from = end + 1;
        }
        return lines;
    }

    /** A first line that is too long by itself is cut, for otherwise nothing at all would be shown. */
    private boolean add(String text, int from, int end) {
        boolean carriageReturn = end > from && text.charAt(end - 1) == '\r';
        int contentEnd = carriageReturn ? end - 1 : end;
        int room = budget - shown.length() - PREFIX - 1;
        boolean tooLong = contentEnd - from > room;
        if (tooLong && next > first) {
            return false;
        }
        String number = Long.toString(next);
        shown.append(" ".repeat(Math.max(0, PREFIX - 1 - number.length())))
                .append(number)
                .append('\t');
        shown.append(tooLong ? Texts.head(text.substring(from, contentEnd), room) : text.substring(from, contentEnd));
        shown.append('\n');
        lineCut = tooLong;
        carriageReturns |= carriageReturn;
        next++;
        return !tooLong;
    }

    /** The lines, each with a line feed. */
    String text() {
        return shown.toString();
    }

    long last() {
        return next - 1;
    }

    boolean isLineCut() {
        return lineCut;
    }

    boolean hasCarriageReturns() {
        return carriageReturns;
    }
}
