package dev.shadow.benchmarks;

/** What is said of a row. */
enum Verdict {
    OK("ok", true),
    OVER("OVER", false),
    WRONG_RESULT("wrong result", false),
    FAILED("failed", false),
    NOT_RUN("not run", true);

    private final String text;
    private final boolean passes;

    Verdict(String text, boolean passes) {
        this.text = text;
        this.passes = passes;
    }

    boolean passes() {
        return passes;
    }

    @Override
    public String toString() {
        return text;
    }
}
