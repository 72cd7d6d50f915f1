package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.ErrorCode;
import dev.shadow.FileTools;
import dev.shadow.ShadowException;
import java.util.Set;

/**
 * A call of the files under test and what it does to their model. Where several refusals are due, any of them is right.
 *
 * @param call for people
 * @param refusals why the call must fail; empty when it must not
 * @param real makes the call and checks its result
 * @param model changes the model as a call does that succeeds
 */
record ModelStep(String call, Set<ErrorCode> refusals, Real real, Runnable model) {
    @FunctionalInterface
    interface Real {
        void run(FileTools tools);
    }

    void run(FileTools tools) {
        try {
            real.run(tools);
        } catch (ShadowException e) {
            assertThat(refusals).as("%s: %s", call, e.message()).contains(e.code());
            return;
        }
        assertThat(refusals).as("%s succeeded", call).isEmpty();
        model.run();
    }
}
