package dev.shadow.remote;

import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Commands of this side that were ended because their input could not be read: the sidecar saw no more than the kill. Of the
 * latest thousand.
 *
 * <p>Thread-safe.
 */
final class BrokenInputs {
    private static final int MOST = 1_000;

    private final Map<String, String> reasons = new LinkedHashMap<>(); // guarded by this

    synchronized void add(String id, IOException failure) {
        if (reasons.size() == MOST) {
            reasons.remove(reasons.keySet().iterator().next());
        }
        reasons.put(id, "ended, because its input could not be read: " + failure.getMessage());
    }

    private synchronized @Nullable String reason(String id) {
        return reasons.get(id);
    }

    CommandResult explained(CommandResult result) {
        String reason = result.exit() instanceof Exit.Cancelled ? reason(result.id()) : null;
        return reason == null
                ? result
                : new CommandResult(
                        result.id(),
                        new Exit.Unknown(reason),
                        result.stdout(),
                        result.stderr(),
                        result.merged(),
                        result.duration(),
                        result.limits());
    }
}
