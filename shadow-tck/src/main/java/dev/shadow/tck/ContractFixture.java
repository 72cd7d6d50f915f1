package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.Shadow;
import dev.shadow.ShadowException;
import dev.shadow.Workspace;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What each part of the contract stands on. */
public interface ContractFixture {
    /**
     * The backend under test.
     *
     * @return open for this test
     */
    Shadow shadow();

    /**
     * The same kind of backend, to be opened in another way; the caller closes it.
     *
     * @return a builder with a state directory of its own
     */
    Shadow.Builder another();

    /**
     * A workspace that was cloned from {@link #origin} for this test alone.
     *
     * @return open for this test; made at the first call
     */
    Workspace workspace();

    /**
     * The repository that workspaces of this test are cloned from.
     *
     * @return made for this test alone
     */
    OriginRepository origin();

    /**
     * A fresh directory of this test.
     *
     * @return exists, and is removed afterwards
     */
    Path scratch();

    /**
     * Runs a test where the backend has the capability, and elsewhere asserts that it refuses by name.
     *
     * @param capability what the test needs
     * @param test the test
     * @param refused a call that must be refused without the capability
     */
    default void supportedOrRefused(Capability capability, ThrowingCallable test, ThrowingCallable refused) {
        if (workspace().capabilities().has(capability)) {
            try {
                test.call();
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        } else {
            ShadowException refusal = failure(ErrorCode.UNSUPPORTED, refused);
            assertThat(refusal.details().get("capability")).isIn(capability.name(), lacking());
        }
    }

    /** A workspace without commands refuses what commands may have beside by that. */
    private String lacking() {
        return workspace().capabilities().has(Capability.COMMANDS) ? "" : Capability.COMMANDS.name();
    }

    /**
     * Asserts that a call fails with a code.
     *
     * @param code the code
     * @param call the call
     * @return the failure
     */
    default ShadowException failure(ErrorCode code, ThrowingCallable call) {
        ShadowException failure = catchThrowableOfType(ShadowException.class, call);
        assertThat(failure).as("a failure with %s", code).isNotNull();
        assertThat(failure.code()).as(failure.message()).isEqualTo(code);
        return failure;
    }
}
