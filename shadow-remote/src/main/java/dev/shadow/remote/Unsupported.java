package dev.shadow.remote;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;

/** What this backend does not do. */
final class Unsupported {
    private Unsupported() {}

    static ShadowException suspend() {
        return new ShadowException(
                        ErrorCode.UNSUPPORTED,
                        "a sidecar at a fixed address has no machine to release, so its workspaces cannot be suspended;"
                                + " close them instead")
                .with("capability", Capability.SUSPEND);
    }
}
