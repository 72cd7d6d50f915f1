package dev.shadow.mock;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Command;
import dev.shadow.command.Exit;
import dev.shadow.command.Signal;
import dev.shadow.core.store.ProcessStore;
import dev.shadow.core.store.StreamedProcess;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Commands that answer from a table. Thread-safe. */
final class ScriptedProcessStore implements ProcessStore {
    private final CommandTable commands;

    ScriptedProcessStore(CommandTable commands) {
        this.commands = commands;
    }

    @Override
    public RunningProcess start(String id, Command command) {
        String line = command.line().display();
        CommandTable.Reply reply = commands.find(line).orElseThrow(() -> unscripted(line));
        return new Scripted(reply, command.mergeStderr());
    }

    private static ShadowException unscripted(String line) {
        String literal = line.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        return new ShadowException(
                        ErrorCode.COMMAND_UNSCRIPTED,
                        "the mock has no answer to this command; add one to its CommandTable: commands.on(\"" + literal
                                + "\").prints(\"...\").exits(0);")
                .with("line", line);
    }

    /** It starts nothing real, so it can do none of what real programs can. */
    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public void endLeftovers(Duration grace) {
        // a scripted command leaves nothing behind
    }

    private static final class Scripted implements StreamedProcess {
        private final InputStream stdout;
        private final InputStream stderr;
        private final CompletableFuture<Exit> exit = new CompletableFuture<>();

        Scripted(CommandTable.Reply reply, boolean merged) {
            InputStream errors = reply.stderr().asInputStream();
            stdout = merged
                    ? new SequenceInputStream(reply.stdout().asInputStream(), errors)
                    : reply.stdout().asInputStream();
            stderr = merged ? InputStream.nullInputStream() : errors;
            if (reply.ends()) {
                exit.complete(new Exit.Exited(reply.exit()));
            }
        }

        @Override
        public OptionalLong pid() {
            return OptionalLong.empty();
        }

        @Override
        public OutputStream stdin() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InputStream stdout() {
            return stdout;
        }

        @Override
        public InputStream stderr() {
            return stderr;
        }

        @Override
        public CompletableFuture<Exit> exit() {
            return exit;
        }

        /** As a program that catches no signal, seen without {@link Capability#SIGNAL_EXIT}. */
        @Override
        public void signal(Signal signal) {
            if (signal.equals(Signal.TERM)) {
                exit.complete(new Exit.Exited(128 + 15));
            } else if (signal.equals(Signal.KILL)) {
                exit.complete(new Exit.Exited(128 + 9));
            } else {
                throw new ShadowException(
                                ErrorCode.UNSUPPORTED, "a mock takes only the signals TERM and KILL, not " + signal)
                        .with("capability", Capability.SIGNALS);
            }
        }

        @Override
        public void killTree(Duration grace) {
            signal(Signal.TERM);
        }
    }
}
