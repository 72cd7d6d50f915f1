package dev.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shadow.command.Command;
import dev.shadow.command.CommandLine;
import dev.shadow.command.Environment;
import dev.shadow.command.PtySize;
import dev.shadow.command.ResourceLimits;
import dev.shadow.command.Signal;
import dev.shadow.file.Edit;
import dev.shadow.file.EditRequest;
import dev.shadow.file.FileVersion;
import dev.shadow.file.ListRequest;
import dev.shadow.file.ReadRange;
import dev.shadow.file.ReadRequest;
import dev.shadow.search.FindRequest;
import dev.shadow.search.GrepRequest;
import dev.shadow.search.SearchScope;
import dev.shadow.watch.WatchRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a value refuses, it refuses with the number or name that was wrong. */
class RequestBoundsTest {
    private static final Command COMMAND = Command.of("true");

    private static Arguments refused(String message, ThrowingCallable call) {
        return Arguments.of(message, call);
    }

    static Stream<Arguments> numbers() {
        Duration minus = Duration.ofSeconds(-3);
        return Stream.of(
                refused("timeout must be more than zero, and is PT0S", () -> COMMAND.timeout(Duration.ZERO)),
                refused("timeout must be more than zero, and is PT-3S", () -> COMMAND.timeout(minus)),
                refused("noOutputTimeout must be more than zero, and is PT-3S", () -> COMMAND.noOutputTimeout(minus)),
                refused("outputLimit must be from 1024 to 67108864, and is 1023", () -> COMMAND.outputLimit(1023)),
                refused("columns must be from 1 to 1000, and is 0", () -> COMMAND.pty(0, 24)),
                refused("rows must be from 1 to 1000, and is 1001", () -> new PtySize(80, 1001)),
                refused(
                        "timeout must be more than zero, and is PT0S",
                        () -> CallOptions.DEFAULT.timeout(Duration.ZERO)),
                refused(
                        "maxBytes must be from 1 to 268435456, and is 0",
                        () -> ReadRequest.of("a").maxBytes(0)),
                refused(
                        "first line must be from 1 to",
                        () -> ReadRequest.of("a").lines(0, 5)),
                refused(
                        "last line must be from 7 to 9223372036854775807, and is 6",
                        () -> ReadRequest.of("a").lines(7, 6)),
                refused(
                        "offset must be from 0 to 9223372036854775807, and is -1",
                        () -> ReadRequest.of("a").bytes(-1, 5)),
                refused("length must be from 1 to 9223372036854775807, and is 0", () -> new ReadRange.ByteRange(0, 0)),
                refused(
                        "depth must be from 1 to 1000, and is 1001",
                        () -> ListRequest.of(".").depth(1001)),
                refused(
                        "limit must be from 1 to 100000, and is 0",
                        () -> ListRequest.of(".").limit(0)),
                refused(
                        "limit must be from 1 to 100000, and is 100001",
                        () -> FindRequest.glob("*").limit(100_001)),
                refused(
                        "limit must be from 1 to 100000, and is -2",
                        () -> GrepRequest.literal("a").limit(-2)),
                refused("and is 101", () -> GrepRequest.literal("a").context(101, 0)),
                refused("and is -1", () -> GrepRequest.literal("a").context(0, -1)),
                refused(
                        "fromSequence must be from 0 to 9223372036854775807, and is -1",
                        () -> new WatchRequest(".", -1)),
                refused("cpuTime must be 1 second or more", () -> ResourceLimits.NONE.cpuTime(Duration.ofMillis(999))),
                refused("memory must be from 1048576 to", () -> ResourceLimits.NONE.memory(1000)),
                refused("processes must be from 1 to", () -> ResourceLimits.NONE.processes(0)),
                refused("openFiles must be from 4 to", () -> ResourceLimits.NONE.openFiles(3)),
                refused("fileSize must be from 0 to", () -> ResourceLimits.NONE.fileSize(-1)),
                refused("at most 200 characters, and has 201", () -> WorkspaceSpec.forTask("a".repeat(201))));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                refused("workspace id must not contain control characters", () -> WorkspaceSpec.forTask("a\nb")),
                refused(
                        "workspace id must not be empty",
                        () -> WorkspaceSpec.forTask("a").id("")),
                refused(
                        "branch must not be empty",
                        () -> WorkspaceSpec.forTask("a").repository("/tmp/a", "")),
                refused("shell line must not be empty", () -> Command.shell("")),
                refused("program must not be empty", () -> Command.of("")),
                refused("give a program to run", () -> new CommandLine.Argv(List.of())),
                refused("an argument must not contain a NUL character", () -> Command.of("echo", "a\0b")),
                refused("must not contain '='", () -> COMMAND.environment("A=B", "c")),
                refused("the value of A must not contain a NUL", () -> COMMAND.environment("A", "s3cr3t\0")),
                refused("environment variable must not be empty", () -> COMMAND.withoutEnvironment("")),
                refused("command id must be 1 to 128 printable ASCII", () -> COMMAND.id("naïve")),
                refused("command id must be 1 to 128 printable ASCII", () -> COMMAND.id("a".repeat(129))),
                refused("requestId must be 1 to 128 printable ASCII", () -> CallOptions.DEFAULT.requestId("a b")),
                refused("traceParent must be 1 to 128 printable ASCII", () -> CallOptions.DEFAULT.traceParent("")),
                refused("a signal is named like TERM or USR1, not sigterm", () -> new Signal("sigterm")),
                refused("oldText must not be empty; to make or replace", () -> Edit.replace("", "a")),
                refused("nothing to edit", () -> Edit.replaceAll("a", "a")),
                refused("give at least one edit", () -> EditRequest.of("a")),
                refused("file version must be 1 to 128", () -> FileVersion.of("a b")),
                refused("pattern must not be empty", () -> GrepRequest.literal("")),
                refused("only with multiline", () -> GrepRequest.literal("a\nb")),
                refused("query must not be empty", () -> FindRequest.fuzzy("")),
                refused("glob must not be empty", () -> SearchScope.EVERYWHERE.include("")));
    }

    static Stream<Arguments> decoded() {
        Optional<Duration> zero = Optional.of(Duration.ZERO);
        Optional<String> none = Optional.empty();
        return Stream.of(
                refused("PT0S", () -> new CallOptions(zero, none, none)),
                refused("requestId", () -> new CallOptions(Optional.empty(), Optional.of("a b"), none)),
                refused("traceParent", () -> new CallOptions(Optional.empty(), none, Optional.of("\t"))),
                refused("timeout", () -> command(zero, Optional.empty(), none)),
                refused("noOutputTimeout", () -> command(Optional.empty(), zero, none)),
                refused("command id", () -> command(Optional.empty(), Optional.empty(), Optional.of(" "))));
    }

    private static Command command(Optional<Duration> timeout, Optional<Duration> silence, Optional<String> id) {
        return new Command(
                COMMAND.line(),
                ".",
                COMMAND.environment(),
                COMMAND.stdin(),
                timeout,
                silence,
                1024,
                false,
                COMMAND.pty(),
                COMMAND.sandbox(),
                COMMAND.limits(),
                id);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"numbers", "texts", "decoded"})
    void refusesWithWhatWasWrong(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ShadowException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
            assertThat(refusal.message()).contains(message).doesNotContain("s3cr3t");
        });
    }

    @Test
    void theGreatestAndLeastValuesAreFine() {
        assertThat(COMMAND.outputLimit(1024).outputLimit(64 << 20).outputLimit())
                .isEqualTo(64 << 20);
        assertThat(ReadRequest.of("a").maxBytes(1).maxBytes(256 << 20).maxBytes())
                .isEqualTo(256 << 20);
        assertThat(GrepRequest.literal("a").context(0, 100).limit(100_000).contextAfter())
                .isEqualTo(100);
        assertThat(WorkspaceSpec.forTask("✓".repeat(200)).id()).hasSize(200);
        assertThat(COMMAND.id("a".repeat(128)).id())
                .hasValueSatisfying(id -> assertThat(id).hasSize(128));
    }

    @Test
    void anEnvironmentShowsNamesAndNeverValues() {
        Command command = COMMAND.environment("TOKEN", "s3cr3t")
                .withoutEnvironment("HOME")
                .clearEnvironment();
        assertThat(command.environment()).hasToString("Environment[clear=true, unset=[HOME], set=[TOKEN]]");
        assertThat(command.toString()).doesNotContain("s3cr3t");
        assertThat(command.environment().set()).containsEntry("TOKEN", "s3cr3t");
    }

    @Test
    void aVariableThatIsTakenAwayIsNotSet() {
        Environment environment =
                COMMAND.environment("A", "1").withoutEnvironment("A").environment();
        assertThat(environment).isEqualTo(new Environment(false, Set.of("A"), Map.of()));
    }

    @Test
    void inputIsNeverShown() {
        assertThat(COMMAND.stdin("s3cr3t").toString()).doesNotContain("s3cr3t");
    }

    @Test
    void argumentsAreKeptToTheLetter() {
        List<String> argv = List.of("echo", "", " a b ", "$HOME", "`x`", "é\n");
        Command command = Command.of("echo", "", " a b ", "$HOME", "`x`", "é\n");
        assertThat(command.line()).isEqualTo(new CommandLine.Argv(argv));
    }
}
