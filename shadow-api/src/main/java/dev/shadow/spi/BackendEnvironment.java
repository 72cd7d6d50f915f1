package dev.shadow.spi;

import dev.shadow.ErrorCode;
import dev.shadow.Setting;
import dev.shadow.Settings;
import dev.shadow.ShadowException;
import dev.shadow.git.CredentialSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * What a backend is opened with.
 *
 * <p>Thread-safe.
 *
 * @param settings effective settings, those of the backend included
 * @param credentials asked for each git operation that needs some
 */
public record BackendEnvironment(Settings settings, CredentialSource credentials) {
    /**
     * Where Shadow's own files are, from {@link Setting#STATE_DIRECTORY}. It may not exist yet.
     *
     * @return an absolute path
     */
    public Path stateDirectory() {
        return settings.value(Setting.STATE_DIRECTORY)
                .map(Path::of)
                .orElseThrow(() -> new ShadowException(
                        ErrorCode.INVALID_ARGUMENT, "set shadow.state.dir to a directory for Shadow's own files"))
                .toAbsolutePath()
                .normalize();
    }

    /**
     * How long commands that have ended are kept, from {@link Setting#COMMAND_RETENTION}.
     *
     * @return more than zero
     */
    public Duration commandRetention() {
        String text = settings.value(Setting.COMMAND_RETENTION).orElse("PT1H");
        try {
            return Check.positive(Setting.COMMAND_RETENTION.name(), Duration.parse(text));
        } catch (DateTimeParseException e) {
            throw new ShadowException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the setting " + Setting.COMMAND_RETENTION.name() + " must be a duration such as PT30M, and is '"
                            + text + "'");
        }
    }
}
