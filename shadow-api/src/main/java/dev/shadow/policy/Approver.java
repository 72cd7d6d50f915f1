package dev.shadow.policy;

/**
 * Asks whoever answers for the host: a person at a console, say, or a service.
 *
 * <p>Implementations must be thread-safe.
 */
@FunctionalInterface
public interface Approver {
    /**
     * Asks, and waits for the answer. Called on a thread of its own, which is interrupted when the answer comes too late.
     *
     * @param request what is about to happen
     * @param question what the policy wants to know
     * @return whether it may happen
     * @throws InterruptedException when nobody waits for the answer any more
     */
    boolean approve(CommandRequest request, String question) throws InterruptedException;
}
