package dev.shadow.tools;

import dev.shadow.Bytes;
import dev.shadow.Capabilities;
import dev.shadow.Capability;
import dev.shadow.DestroyMode;
import dev.shadow.DestroyResult;
import dev.shadow.ErrorCode;
import dev.shadow.Health;
import dev.shadow.PrepareEvent;
import dev.shadow.ShadowException;
import dev.shadow.WorkspaceSpec;
import dev.shadow.WorkspaceStatus;
import dev.shadow.command.Channel;
import dev.shadow.command.CommandInfo;
import dev.shadow.command.CommandOperation;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import dev.shadow.command.Output;
import dev.shadow.command.OutputChunk;
import dev.shadow.file.Edit;
import dev.shadow.file.EditResult;
import dev.shadow.file.FileContent;
import dev.shadow.file.FileOperation;
import dev.shadow.file.FileStat;
import dev.shadow.file.FileType;
import dev.shadow.file.FileVersion;
import dev.shadow.file.Listing;
import dev.shadow.file.ReadRange;
import dev.shadow.file.WriteResult;
import dev.shadow.search.CaseMode;
import dev.shadow.search.FindResult;
import dev.shadow.search.GrepMatch;
import dev.shadow.search.GrepRequest;
import dev.shadow.search.GrepResult;
import dev.shadow.search.SearchOperation;
import dev.shadow.spi.Backend;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Done;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationTable;
import dev.shadow.spi.WorkspaceBackend;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A workspace that is a map of files and a table of commands: just enough for the tools to be tried on. */
final class FakeBackend implements Backend, WorkspaceBackend {
    final Map<String, Bytes> files = new ConcurrentSkipListMap<>();
    final Map<String, Answer> commands = new ConcurrentSkipListMap<>();
    final List<GrepRequest> greps = new ArrayList<>();

    /** What a command does. */
    record Answer(Exit exit, String output) {}

    private final OperationTable table = OperationTable.builder()
            .can(Capability.FILES)
            .can(Capability.SEARCH)
            .can(Capability.COMMANDS)
            .on(FileOperation.Read.class, (operation, call) -> read(operation))
            .on(FileOperation.Write.class, (operation, call) -> write(operation))
            .on(FileOperation.EditText.class, (operation, call) -> edit(operation))
            .on(FileOperation.Delete.class, (operation, call) -> delete(operation.path()))
            .on(FileOperation.ListEntries.class, (operation, call) -> list(operation))
            .on(SearchOperation.Grep.class, (operation, call) -> grep(operation.request()))
            .on(SearchOperation.Find.class, (operation, call) -> find(operation))
            .on(
                    CommandOperation.Run.class,
                    (operation, call) -> result(operation.command().line().display()))
            .on(
                    CommandOperation.Start.class,
                    (operation, call) -> info(operation.command().line().display()))
            .on(CommandOperation.FollowOutput.class, (operation, call) -> publish(operation.id()))
            .on(
                    CommandOperation.OnExit.class,
                    (operation, call) -> CompletableFuture.completedFuture(result(operation.id())))
            .build();

    private Bytes file(String path) {
        Bytes bytes = files.get(path);
        if (bytes == null) {
            throw new ShadowException(ErrorCode.NOT_FOUND, path + " does not exist");
        }
        return bytes;
    }

    private FileContent read(FileOperation.Read operation) {
        String path = operation.request().path();
        Bytes whole = file(path);
        // One character a byte, so that positions are the same.
        List<String> lines = whole.text(StandardCharsets.ISO_8859_1).lines().toList();
        ReadRange.Lines range = (ReadRange.Lines) operation.request().range();
        if (range.first() > Math.max(1, lines.size())) {
            throw new ShadowException(ErrorCode.OUT_OF_RANGE, path + " has " + lines.size() + " lines");
        }
        int from = startOf(whole, range.first());
        int to = startOf(whole, range.last() == Long.MAX_VALUE ? range.last() : range.last() + 1);
        return new FileContent(
                path,
                whole.slice(from, to),
                from,
                whole.size(),
                OptionalLong.of(lines.size()),
                FileVersion.of("v" + whole.hashCode()));
    }

    private static int startOf(Bytes whole, long line) {
        long current = 1;
        int at = 0;
        while (current < line && at < whole.size()) {
            current += whole.byteAt(at++) == '\n' ? 1 : 0;
        }
        return at;
    }

    private WriteResult write(FileOperation.Write operation) {
        String path = operation.request().path();
        Bytes content = operation.request().content();
        Bytes before = files.put(path, content);
        int lines = (int) content.utf8().lines().count();
        return new WriteResult(path, before == null, content.size(), lines, 0, FileVersion.of("v1"));
    }

    private EditResult edit(FileOperation.EditText operation) {
        String path = operation.request().path();
        String text = file(path).utf8();
        Edit edit = operation.request().edits().get(0);
        int occurrences = text.split(Pattern.quote(edit.oldText()), -1).length - 1;
        if (occurrences == 0) {
            throw new ShadowException(ErrorCode.EDIT_NOT_FOUND, "the text to replace is not in " + path);
        }
        if (occurrences > 1 && !edit.replaceAll()) {
            throw new ShadowException(
                    ErrorCode.EDIT_NOT_UNIQUE, "the text to replace is there " + occurrences + " times in " + path);
        }
        files.put(path, Bytes.utf8(text.replace(edit.oldText(), edit.newText())));
        String diff = "-" + edit.oldText() + "\n+" + edit.newText() + "\n";
        return new EditResult(path, occurrences, diff, occurrences, occurrences, FileVersion.of("v2"));
    }

    private Done delete(String path) {
        file(path);
        files.remove(path);
        return Done.DONE;
    }

    private Listing list(FileOperation.ListEntries operation) {
        String prefix = operation.request().path().equals(".")
                ? ""
                : operation.request().path() + "/";
        Map<String, FileStat> entries = new TreeMap<>();
        files.forEach((path, bytes) -> {
            if (path.startsWith(prefix)) {
                int slash = path.indexOf('/', prefix.length());
                String name = slash < 0 ? path : path.substring(0, slash);
                FileType type = slash < 0 ? FileType.FILE : FileType.DIRECTORY;
                entries.put(name, new FileStat(name, type, bytes.size(), Instant.EPOCH, false, Optional.empty()));
            }
        });
        if (entries.isEmpty() && !prefix.isEmpty()) {
            throw new ShadowException(ErrorCode.NOT_FOUND, operation.request().path() + " does not exist");
        }
        return new Listing(List.copyOf(entries.values()), false);
    }

    private GrepResult grep(GrepRequest request) {
        greps.add(request);
        Pattern pattern;
        try {
            pattern = Pattern.compile(
                    request.pattern(), request.caseMode() == CaseMode.INSENSITIVE ? Pattern.CASE_INSENSITIVE : 0);
        } catch (PatternSyntaxException e) {
            throw new ShadowException(ErrorCode.PATTERN_INVALID, "the pattern does not parse", e);
        }
        List<GrepMatch> matches = new ArrayList<>();
        files.forEach((path, bytes) -> {
            List<String> lines = bytes.utf8().lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    matches.add(new GrepMatch(path, i + 1, 1, lines.get(i), List.of(), List.of()));
                }
            }
        });
        boolean truncated = matches.size() > request.limit();
        return new GrepResult(
                truncated ? matches.subList(0, request.limit()) : matches, files.size(), truncated, false);
    }

    private FindResult find(SearchOperation.Find operation) {
        String part = operation.request().query().replace("*", "");
        List<String> found =
                files.keySet().stream().filter(path -> path.contains(part)).toList();
        int limit = operation.request().limit();
        return new FindResult(found.size() > limit ? found.subList(0, limit) : found, found.size() > limit, false);
    }

    private Answer answer(String line) {
        Answer answer = commands.get(line);
        if (answer == null) {
            throw new ShadowException(ErrorCode.COMMAND_UNSCRIPTED, "no answer to " + line);
        }
        return answer;
    }

    private CommandResult result(String line) {
        Answer answer = answer(line);
        Output output = new Output(Bytes.utf8(answer.output()), Bytes.EMPTY, 0);
        return new CommandResult(line, answer.exit(), output, Output.EMPTY, output, Duration.ofMillis(1500), List.of());
    }

    /** The command line is the id, which makes every operation on it a look into the table. */
    private CommandInfo info(String line) {
        answer(line);
        return new CommandInfo(line, line, Instant.EPOCH, OptionalLong.empty(), Optional.empty());
    }

    private Flow.Publisher<OutputChunk> publish(String line) {
        Bytes bytes = Bytes.utf8(answer(line).output());
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            private boolean done;

            @Override
            public void request(long n) {
                if (!done) {
                    done = true;
                    subscriber.onNext(new OutputChunk(Channel.MERGED, 0, bytes, 0, true));
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {}
        });
    }

    @Override
    public <R> R execute(Operation<R> operation, CallContext call) throws InterruptedException {
        return table.execute(operation, call);
    }

    @Override
    public Capabilities capabilities() {
        return table.capabilities();
    }

    @Override
    public WorkspaceBackend prepare(WorkspaceSpec spec, Consumer<PrepareEvent> progress, CallContext call) {
        return this;
    }

    @Override
    public WorkspaceBackend open(String id, CallContext call) {
        return this;
    }

    @Override
    public List<WorkspaceStatus> list(CallContext call) {
        return List.of();
    }

    @Override
    public WorkspaceStatus status(String id, CallContext call) {
        throw new ShadowException(ErrorCode.WORKSPACE_NOT_FOUND, "no workspace " + id);
    }

    @Override
    public void suspend(String id, CallContext call) {
        capabilities().require(Capability.SUSPEND);
    }

    @Override
    public void resume(String id, CallContext call) {
        capabilities().require(Capability.SUSPEND);
    }

    @Override
    public DestroyResult destroy(String id, DestroyMode mode, CallContext call) {
        return new DestroyResult(Optional.empty(), Optional.empty());
    }

    @Override
    public Health health(CallContext call) {
        throw new ShadowException(ErrorCode.UNSUPPORTED, "nothing to be healthy");
    }

    @Override
    public void close() {}
}
