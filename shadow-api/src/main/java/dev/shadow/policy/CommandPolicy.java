package dev.shadow.policy;

import dev.shadow.spi.Interceptor;
import java.time.Duration;

/**
 * Is asked before a command runs, and before a running one is given input. Install it as an interceptor:
 *
 * <pre>{@code
 * Shadow.builder().intercept(policy.interceptor(approver, Duration.ofMinutes(2)))
 * }</pre>
 *
 * <p>What is refused fails with {@link dev.shadow.ErrorCode#DENIED} and the reason. Without a policy everything is allowed.
 *
 * <p>A policy sees what is asked for and not what a program does once it runs: {@code make} may run anything. It keeps a
 * well-meaning agent from mistakes. A border against others is {@link dev.shadow.command.Sandbox}, a container, or a machine.
 *
 * <p>Implementations must be thread-safe.
 */
@FunctionalInterface
public interface CommandPolicy {
    /**
     * Decides; called on the thread of the caller, so it must be quick.
     *
     * @param request what is about to happen
     * @return the decision; when it throws, the call fails and nothing happens
     */
    Decision decide(CommandRequest request);

    /**
     * This policy as an interceptor that has nobody to ask, so that {@link Decision.Ask} is a refusal.
     *
     * @return to be installed
     */
    default Interceptor interceptor() {
        return new PolicyInterceptor(this);
    }

    /**
     * This policy as an interceptor.
     *
     * @param approver who is asked
     * @param patience how long an answer is waited for; no answer is a refusal. The waiting counts towards the deadline of the
     *     call, which may be shorter: see {@link dev.shadow.CallOptions}
     * @return to be installed
     */
    default Interceptor interceptor(Approver approver, Duration patience) {
        return new PolicyInterceptor(this, approver, patience);
    }
}
