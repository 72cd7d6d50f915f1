package dev.shadow.policy;

import dev.shadow.spi.Check;

/**
 * What a policy says about a command.
 *
 * <p>Thread-safe.
 */
public sealed interface Decision {
    /** It may run. */
    record Allow() implements Decision {}

    /**
     * It may not.
     *
     * @param reason why, for the agent; not empty
     */
    record Deny(String reason) implements Decision {
        /**
         * Checks the reason.
         *
         * @param reason the component of that name
         */
        public Deny {
            Check.text("reason", reason);
        }
    }

    /**
     * It may if the host says so.
     *
     * @param question what the host is asked; not empty
     */
    record Ask(String question) implements Decision {
        /**
         * Checks the question.
         *
         * @param question the component of that name
         */
        public Ask {
            Check.text("question", question);
        }
    }

    /**
     * A decision for it.
     *
     * @return {@link Allow}
     */
    static Decision allow() {
        return new Allow();
    }

    /**
     * A decision against it.
     *
     * @param reason why, for the agent; not empty
     * @return {@link Deny}
     */
    static Decision deny(String reason) {
        return new Deny(reason);
    }

    /**
     * A decision that the host makes.
     *
     * @param question what the host is asked; not empty
     * @return {@link Ask}
     */
    static Decision ask(String question) {
        return new Ask(question);
    }
}
