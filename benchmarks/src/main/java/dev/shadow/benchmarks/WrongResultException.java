package dev.shadow.benchmarks;

/** A side gave another result than expected, so that its time counts for nothing. */
public final class WrongResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what differs.
     *
     * @param difference short; it stands in the row
     */
    public WrongResultException(String difference) {
        super(difference);
    }
}
