package dev.shadow.sidecar;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.CommandOperation;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import dev.shadow.command.Output;
import dev.shadow.spi.Operation;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ids of commands that were asked for, on disk, so that a sidecar that was started anew knows those of which nobody knows
 * the end any more. The last 10,000 at least.
 *
 * <p>Thread-safe.
 */
final class StartedCommands implements Closeable {
    private static final int MOST = 10_000;

    private final Set<String> ofEarlierProcesses;
    private final OutputStream file; // guarded by itself

    private StartedCommands(Set<String> ofEarlierProcesses, OutputStream file) {
        this.ofEarlierProcesses = ofEarlierProcesses;
        this.file = file;
    }

    static StartedCommands open(Path directory) throws IOException {
        Path path = directory.resolve("commands");
        Files.createDirectories(directory);
        List<String> lines = Files.exists(path) ? Files.readAllLines(path) : List.of();
        if (lines.size() > 2 * MOST) {
            lines = lines.subList(lines.size() - MOST, lines.size());
            Path kept = directory.resolve("commands.kept");
            Files.write(kept, lines);
            Files.move(kept, path, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        // Not a channel: an interrupt would close it, and cancelled calls are interrupted.
        return new StartedCommands(new HashSet<>(lines), new FileOutputStream(path.toFile(), true));
    }

    /** Notes the command that an operation starts, if it is one that does. */
    void note(String workspaceId, Operation<?> operation) throws IOException {
        Optional<String> id = operation instanceof CommandOperation.Run run
                ? run.command().id()
                : operation instanceof CommandOperation.Start start
                        ? start.command().id()
                        : Optional.empty();
        if (id.isPresent()) {
            byte[] line = (line(workspaceId, id.get()) + "\n").getBytes(StandardCharsets.UTF_8);
            synchronized (file) {
                file.write(line);
            }
        }
    }

    private static String line(String workspaceId, String id) {
        return workspaceId + " " + id;
    }

    /** Whether the failure is that of a command of an earlier process. */
    boolean explains(ShadowException failure, String workspaceId, String id) {
        return failure.code().equals(ErrorCode.COMMAND_NOT_FOUND) && ofEarlierProcesses.contains(line(workspaceId, id));
    }

    static CommandResult unknown(String id) {
        return new CommandResult(
                id,
                new Exit.Unknown("the sidecar was started anew, and nobody saw the end of the command"),
                Output.EMPTY,
                Output.EMPTY,
                Output.EMPTY,
                Duration.ZERO,
                List.of());
    }

    static ShadowException outputGone(String id, ShadowException reason) {
        return new ShadowException(
                ErrorCode.OUTCOME_UNKNOWN,
                "the sidecar was started anew, and the output of the command '" + id + "' went with the one before",
                reason);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
