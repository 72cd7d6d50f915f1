package dev.shadow.policy;

import dev.shadow.Bytes;
import dev.shadow.command.Command;

/**
 * What a policy decides about.
 *
 * <p>Thread-safe.
 */
public sealed interface CommandRequest {
    /**
     * The workspace.
     *
     * @return its id
     */
    String workspaceId();

    /**
     * The request for people.
     *
     * @return a command line, or text as it would be typed
     */
    String display();

    /**
     * A command is about to be started, to be waited for or not.
     *
     * @param workspaceId the component of that name
     * @param command the command
     */
    record Start(String workspaceId, Command command) implements CommandRequest {
        @Override
        public String display() {
            return command.line().display();
        }
    }

    /**
     * A running command is about to be given input: a line of a {@link dev.shadow.shell.ShellSession}, keys of a terminal, or
     * data.
     *
     * @param workspaceId the component of that name
     * @param commandId the command that reads it
     * @param content the input
     */
    record Input(String workspaceId, String commandId, Bytes content) implements CommandRequest {
        @Override
        public String display() {
            return content.utf8();
        }
    }
}
