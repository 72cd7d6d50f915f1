package dev.shadow.internal;

import dev.shadow.CommandHandle;
import dev.shadow.ShadowException;
import dev.shadow.Subscription;
import dev.shadow.ToolExecutor;
import dev.shadow.command.Channel;
import dev.shadow.command.Command;
import dev.shadow.command.CommandInfo;
import dev.shadow.command.CommandOperation;
import dev.shadow.command.CommandResult;
import dev.shadow.command.OutputChunk;
import dev.shadow.file.EditRequest;
import dev.shadow.file.EditResult;
import dev.shadow.file.FileContent;
import dev.shadow.file.FileOperation;
import dev.shadow.file.FileStat;
import dev.shadow.file.IfExists;
import dev.shadow.file.ListRequest;
import dev.shadow.file.Listing;
import dev.shadow.file.PatchResult;
import dev.shadow.file.ReadOutcome;
import dev.shadow.file.ReadRequest;
import dev.shadow.file.WriteRequest;
import dev.shadow.file.WriteResult;
import dev.shadow.search.FindRequest;
import dev.shadow.search.FindResult;
import dev.shadow.search.GrepRequest;
import dev.shadow.search.GrepResult;
import dev.shadow.search.SearchOperation;
import dev.shadow.spi.Check;
import dev.shadow.spi.Deadline;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/** Each method as its operation. Thread-safe. */
final class DefaultTools implements ToolExecutor {
    private final Caller caller;

    DefaultTools(Caller caller) {
        this.caller = caller;
    }

    @Override
    public FileStat stat(String path) {
        return caller.call(new FileOperation.Stat(path));
    }

    @Override
    public FileContent readFile(ReadRequest request) {
        return caller.call(new FileOperation.Read(request));
    }

    @Override
    public List<ReadOutcome> readFiles(List<ReadRequest> requests) {
        Check.range("number of files", requests.size(), 0, 1_000);
        return caller.call(new FileOperation.ReadMany(requests));
    }

    @Override
    public WriteResult writeFile(WriteRequest request) {
        return caller.call(new FileOperation.Write(request));
    }

    @Override
    public EditResult editFile(EditRequest request) {
        return caller.call(new FileOperation.EditText(request));
    }

    @Override
    public PatchResult applyPatch(String patch) {
        return caller.call(new FileOperation.ApplyPatch(patch));
    }

    @Override
    public void delete(String path) {
        caller.call(new FileOperation.Delete(path, false));
    }

    @Override
    public void deleteTree(String path) {
        caller.call(new FileOperation.Delete(path, true));
    }

    @Override
    public void move(String from, String to, IfExists ifExists) {
        caller.call(new FileOperation.Move(from, to, ifExists));
    }

    @Override
    public void copy(String from, String to, IfExists ifExists) {
        caller.call(new FileOperation.Copy(from, to, ifExists));
    }

    @Override
    public void mkdir(String path) {
        caller.call(new FileOperation.MakeDirectory(path));
    }

    @Override
    public Listing list(ListRequest request) {
        return caller.call(new FileOperation.ListEntries(request));
    }

    @Override
    public InputStream download(String path, long offset) {
        Check.range("offset", offset, 0, Long.MAX_VALUE);
        return caller.call(new FileOperation.Download(path, offset));
    }

    @Override
    public WriteResult upload(String path, InputStream source) {
        return caller.call(new FileOperation.Upload(path, source));
    }

    @Override
    public GrepResult grep(GrepRequest request) {
        return caller.call(new SearchOperation.Grep(request));
    }

    @Override
    public FindResult findFiles(FindRequest request) {
        return caller.call(new SearchOperation.Find(request));
    }

    @Override
    public CommandResult run(Command command) {
        return caller.call(new CommandOperation.Run(command));
    }

    @Override
    public CommandResult run(Command command, Consumer<OutputChunk> output) {
        Command bounded = command.timeout().isPresent() ? command : command.timeout(DEFAULT_TIMEOUT);
        Deadline deadline = caller.deadlineFor(new CommandOperation.Run(bounded));
        CommandHandle handle = start(bounded);
        try (Subscription delivery = handle.output(Channel.MERGED, 0, output)) {
            return Interrupts.asExceptions(() -> {
                CommandResult result = Futures.await(handle.onExit(), deadline);
                Futures.awaitEnd(delivery.completion(), deadline);
                return result;
            });
        } catch (RuntimeException | Error e) {
            killQuietly(handle, e);
            throw e;
        }
    }

    /** A caller who gives up ends the command; an interrupted thread needs its flag down to do so. */
    private static void killQuietly(CommandHandle handle, Throwable cause) {
        boolean interrupted = Thread.interrupted();
        try {
            handle.kill();
        } catch (ShadowException e) {
            cause.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public CommandHandle start(Command command) {
        CommandInfo started = caller.call(new CommandOperation.Start(command));
        return new DefaultCommandHandle(caller, started.id());
    }

    @Override
    public CommandHandle command(String id) {
        CommandInfo found = caller.call(new CommandOperation.Describe(id));
        return new DefaultCommandHandle(caller, found.id());
    }

    @Override
    public List<CommandInfo> commands() {
        return caller.call(new CommandOperation.ListCommands());
    }
}
