package dev.shadow.command;

import java.util.OptionalInt;

/**
 * How a command ended. Closed for ever: these five are all.
 *
 * <p>Thread-safe.
 */
public sealed interface Exit {
    /**
     * Whether it exited by itself with 0.
     *
     * @return true for nothing else
     */
    default boolean isSuccess() {
        return code().orElse(-1) == 0;
    }

    /**
     * The exit code.
     *
     * @return empty unless it exited by itself
     */
    default OptionalInt code() {
        return OptionalInt.empty();
    }

    /**
     * The outcome for people.
     *
     * @return such as {@code exited with 1}
     */
    String describe();

    /**
     * It exited by itself.
     *
     * @param status 0 to 255
     */
    record Exited(int status) implements Exit {
        @Override
        public OptionalInt code() {
            return OptionalInt.of(status);
        }

        @Override
        public String describe() {
            return "exited with " + status;
        }
    }

    /**
     * A signal ended it. Without {@link dev.shadow.Capability#SIGNAL_EXIT} such an end shows as an exit code of 128 plus the
     * signal's number.
     *
     * @param signal the name without {@code SIG}, such as {@code KILL}
     */
    record Signalled(String signal) implements Exit {
        @Override
        public String describe() {
            return "ended by signal " + signal;
        }
    }

    /**
     * It ran longer, or was silent longer, than it might, and was ended with all that it had started.
     *
     * @param reason which limit, such as {@code no end after PT10M}
     */
    record TimedOut(String reason) implements Exit {
        @Override
        public String describe() {
            return "timed out: " + reason;
        }
    }

    /** The caller ended it: by kill, by interrupt, or by closing the workspace. */
    record Cancelled() implements Exit {
        @Override
        public String describe() {
            return "cancelled";
        }
    }

    /**
     * It ended, or may have, and nobody knows how.
     *
     * @param reason why it is not known
     */
    record Unknown(String reason) implements Exit {
        @Override
        public String describe() {
            return "unknown: " + reason;
        }
    }
}
