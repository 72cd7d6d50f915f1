/**
 * The HTTP API between the remote backend and the sidecar, once for both sides. Begin at {@link dev.shadow.protocol.Routes}
 * for the paths and at {@link dev.shadow.protocol.WireJson} for the bodies; {@code openapi.yaml} beside these classes is the
 * contract for everybody else.
 */
@NullMarked
package dev.shadow.protocol;

import org.jspecify.annotations.NullMarked;
