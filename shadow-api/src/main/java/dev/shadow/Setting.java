package dev.shadow;

import java.util.Optional;

/**
 * One thing that can be configured. Its value is the first that is given of: code ({@link Shadow.Builder#set}), the system
 * property {@link #name()}, the environment variable, the default.
 *
 * <p>Thread-safe.
 *
 * @param name the system property, such as {@code shadow.state.dir}
 * @param environmentVariable such as {@code SHADOW_STATE_DIR}
 * @param defaultValue the value when nobody gives one
 * @param description one line for people
 * @param secret whether its value is masked wherever it is shown
 */
public record Setting(
        String name, String environmentVariable, Optional<String> defaultValue, String description, boolean secret) {
    /** Which backend to use. */
    public static final Setting MODE =
            of("shadow.mode", "AGENT_MODE", "The backend: local, remote or mock. By default the only one present.");

    /** Where Shadow keeps its own files; never inside a work tree. */
    public static final Setting STATE_DIRECTORY = of(
            "shadow.state.dir",
            "SHADOW_STATE_DIR",
            "Directory of Shadow's own files. By default $XDG_STATE_HOME/shadow, or ~/.local/state/shadow.");

    /** How long a command that has ended is listed, and its output can be read. */
    public static final Setting COMMAND_RETENTION = of(
                    "shadow.commands.retention",
                    "SHADOW_COMMANDS_RETENTION",
                    "How long commands that have ended are kept, as an ISO 8601 duration such as PT30M.")
            .orDefault("PT1H");

    /**
     * A setting without a default.
     *
     * @param name the system property
     * @param environmentVariable the environment variable
     * @param description one line for people
     * @return the setting
     */
    public static Setting of(String name, String environmentVariable, String description) {
        return new Setting(name, environmentVariable, Optional.empty(), description, false);
    }

    /**
     * A copy with a default.
     *
     * @param value the default
     * @return the copy
     */
    public Setting orDefault(String value) {
        return new Setting(name, environmentVariable, Optional.of(value), description, secret);
    }

    /**
     * A copy whose value is never shown.
     *
     * @return the copy
     */
    public Setting asSecret() {
        return new Setting(name, environmentVariable, defaultValue, description, true);
    }
}
