package dev.shadow.examples;

/** Colours on a terminal, nothing elsewhere. */
record Style(boolean isTerminal) {
    private static final String ESCAPE = "\u001b[";
    private static final String RESET = ESCAPE + "0m";

    /** The launcher knows what the JDK tells differently from version to version. NO_COLOR: see no-color.org. */
    static Style ofThisTerminal() {
        String terminal = System.getenv().getOrDefault("TERM", "dumb");
        boolean wanted = System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        return new Style(Boolean.getBoolean("shadow.examples.terminal") && !terminal.equals("dumb") && wanted);
    }

    String heading(String text) {
        return paint("1", text);
    }

    String success(String text) {
        return paint("32", text);
    }

    String failure(String text) {
        return paint("1;31", text);
    }

    String tool(String text) {
        return paint("36", text);
    }

    String quiet(String text) {
        return paint("2", text);
    }

    /** Goes back to the start of the line and empties it. */
    String eraseLine() {
        return isTerminal ? "\r" + ESCAPE + "K" : "";
    }

    private String paint(String code, String text) {
        return isTerminal ? ESCAPE + code + "m" + text + RESET : text;
    }
}
