package dev.shadow.tools;

import dev.shadow.ErrorCode;
import dev.shadow.Experimental;
import dev.shadow.ShadowException;
import dev.shadow.command.Exit;
import java.util.Optional;

/**
 * What a tool call gives back to the model, and what a host can act on without reading the text.
 *
 * <p>Thread-safe.
 *
 * @param text for the model
 * @param isError whether the tool could not do what it was asked to; a command that ran and failed is no error
 * @param errorCode why it could not
 * @param exit how the command ended, when the tool ran one to its end
 */
@Experimental
public record ToolResult(String text, boolean isError, Optional<ErrorCode> errorCode, Optional<Exit> exit) {
    /**
     * Whether the tool did what it was asked to, and a command that it ran exited with 0.
     *
     * @return false for an error, and for any other end of a command
     */
    public boolean isSuccess() {
        return !isError && exit.map(Exit::isSuccess).orElse(true);
    }

    static ToolResult of(String text) {
        return new ToolResult(text, false, Optional.empty(), Optional.empty());
    }

    static ToolResult of(String text, Exit exit) {
        return new ToolResult(text, false, Optional.empty(), Optional.of(exit));
    }

    static ToolResult error(ShadowException failure) {
        return error(failure.code(), failure.message());
    }

    static ToolResult error(ErrorCode code, String message) {
        return new ToolResult("Error (" + code.name() + "): " + message, true, Optional.of(code), Optional.empty());
    }
}
