package dev.shadow.benchmarks;

/** A side cannot be measured here, through no fault of its own: a program or a feature of the machine is missing. */
public final class NotRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is missing.
     *
     * @param reason short; it stands in the row
     */
    public NotRunException(String reason) {
        super(reason);
    }
}
