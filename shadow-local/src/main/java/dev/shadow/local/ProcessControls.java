package dev.shadow.local;

import dev.shadow.ErrorCode;
import dev.shadow.Setting;
import dev.shadow.Settings;
import dev.shadow.ShadowException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the ways to start processes is used. Decided once, by a setting, and by what works here when that leaves it open.
 *
 * <p>Thread-safe.
 */
enum ProcessControls {
    /** {@link NativeControl}. */
    NATIVE,
    /** {@link JdkControl}. */
    JDK;

    static final Setting SETTING = Setting.of(
                    "shadow.local.processes",
                    "SHADOW_LOCAL_PROCESSES",
                    "How commands are started: native (needs JNA and Linux), jdk (no signals, no limits), or auto:"
                            + " native where it works.")
            .orDefault("auto");

    private static final Logger LOG = LoggerFactory.getLogger(ProcessControls.class);

    /** Looked for once in this process. */
    private static final class Native {
        static final Optional<String> OBSTACLE = NativeControl.obstacle();
    }

    /**
     * What the settings ask for.
     *
     * @throws ShadowException {@link ErrorCode#BACKEND_UNAVAILABLE} when that does not work here
     */
    static ProcessControls chosen(Settings settings) {
        String asked = settings.value(SETTING).orElse("auto");
        return switch (asked) {
            case "auto" -> best();
            case "jdk" -> JDK;
            case "native" -> required();
            default ->
                throw new ShadowException(
                        ErrorCode.INVALID_ARGUMENT,
                        "the setting " + SETTING.name() + " must be auto, native or jdk, and is '" + asked + "'");
        };
    }

    static ProcessControls best() {
        Native.OBSTACLE.ifPresent(why -> LOG.info("commands are started by the JDK alone: {}", why));
        return Native.OBSTACLE.isEmpty() ? NATIVE : JDK;
    }

    private static ProcessControls required() {
        Native.OBSTACLE.ifPresent(why -> {
            throw new ShadowException(
                    ErrorCode.BACKEND_UNAVAILABLE,
                    "the setting " + SETTING.name() + " is native, which does not work here: " + why);
        });
        return NATIVE;
    }

    /**
     * A control for one store.
     *
     * @param directory of that store alone; may not exist yet
     */
    ProcessControl open(Path directory) {
        return this == NATIVE ? new NativeControl() : new JdkControl(directory);
    }

    /** Why there are no pseudo-terminals; empty when there are. */
    Optional<String> terminalObstacle() {
        return this == NATIVE
                ? Terminal.obstacle()
                : obstacle()
                        .map(why ->
                                "it needs the artifact org.jetbrains.pty4j:pty4j, and that commands are not started by"
                                        + " the JDK alone, which they are: " + why);
    }

    /** Why there is no more than this can do; empty when there is no more. */
    Optional<String> obstacle() {
        if (this == NATIVE) {
            return Optional.empty();
        }
        return Native.OBSTACLE.or(() -> Optional.of("the setting " + SETTING.name() + " is jdk"));
    }
}
