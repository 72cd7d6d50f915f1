package dev.shadow.search;

/** Whether upper and lower case are the same to a search. Thread-safe. */
public enum CaseMode {
    /** They differ. */
    SENSITIVE,

    /** They are the same, Unicode's letters too. */
    INSENSITIVE,

    /** They differ when the pattern has an upper-case letter; what follows a backslash in a regular expression is none. */
    SMART
}
