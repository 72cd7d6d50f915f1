package dev.shadow;

import java.util.Optional;

/**
 * Something that happened while a workspace was prepared or taken down.
 *
 * <p>Thread-safe.
 *
 * @param step the step
 * @param state what happened to it
 * @param message one line for people, never with a secret
 * @param fraction how much of the step is done, from 0 to 1, where that is known
 */
public record PrepareEvent(Step step, State state, String message, Optional<Double> fraction) {
    /**
     * An event whose progress is not a number.
     *
     * @param step the step
     * @param state what happened to it
     * @param message one line for people
     * @return the event
     */
    public static PrepareEvent of(Step step, State state, String message) {
        return new PrepareEvent(step, state, message, Optional.empty());
    }

    /** What happened to a step. Each step ends in exactly one of COMPLETED, SKIPPED and FAILED. */
    public enum State {
        /** It began. */
        STARTED,
        /** It goes on. */
        PROGRESS,
        /** It is done. */
        COMPLETED,
        /** There was nothing to do. */
        SKIPPED,
        /** It failed; what was made is rolled back. */
        FAILED,
        /** What it had made is taken away again, after a failure. */
        ROLLED_BACK
    }

    /**
     * The stable name of a step. A value and not an enum: backends add steps.
     *
     * <p>Thread-safe.
     *
     * @param name such as {@code SETUP_GIT}
     */
    public record Step(String name) {
        /** Remote: the pod is made. */
        public static final Step CREATE_POD = new Step("CREATE_POD");
        /** Remote: the sidecar answers. */
        public static final Step WAIT_SIDECAR_READY = new Step("WAIT_SIDECAR_READY");
        /** Remote: the repository is cloned into the pod. */
        public static final Step CLONE_TO_POD = new Step("CLONE_TO_POD");
        /** Remote: the pod is deleted. */
        public static final Step CLEANUP_POD = new Step("CLEANUP_POD");
        /** Local: the directory is made and the repository cloned. */
        public static final Step PREPARE_WORKSPACE = new Step("PREPARE_WORKSPACE");
        /** The shadow branch is made or resumed. */
        public static final Step SETUP_GIT = new Step("SETUP_GIT");
        /** The commands of {@link WorkspaceSpec#setup} run. */
        public static final Step INSTALL_DEPENDENCIES = new Step("INSTALL_DEPENDENCIES");

        @Override
        public String toString() {
            return name;
        }
    }
}
