package dev.shadow.remote;

import dev.shadow.Bytes;
import dev.shadow.CommandHandle;
import dev.shadow.Subscription;
import dev.shadow.Workspace;
import dev.shadow.command.Channel;
import dev.shadow.command.Command;
import dev.shadow.command.CommandInfo;
import dev.shadow.command.Exit;
import dev.shadow.command.Signal;
import dev.shadow.file.Edit;
import dev.shadow.file.WriteRequest;
import dev.shadow.git.CheckpointRequest;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.PushResult;
import dev.shadow.remote.FaultCase.Place;
import dev.shadow.search.GrepRequest;
import dev.shadow.terminal.TerminalEvent;
import dev.shadow.watch.WatchEvent;
import dev.shadow.watch.WatchRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Every group of operations, with what tells whether it was done and how often. */
final class FaultCases {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final byte[] LARGE = large(400_000);

    private FaultCases() {}

    static List<FaultCase> all() {
        List<FaultCase> all = new ArrayList<>(files());
        all.addAll(commands());
        all.addAll(streams());
        all.addAll(git());
        return all;
    }

    private static byte[] large(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static List<FaultCase> files() {
        return List.of(
                FaultCase.read(
                        "read",
                        place -> place.direct().tools().writeFile(WriteRequest.of(place.tag(), Bytes.wrap(LARGE))),
                        place -> place.through().tools().readFile(place.tag()).bytes(),
                        place -> Bytes.wrap(LARGE)),
                FaultCase.read(
                        "grep, list, stat",
                        place -> place.direct().tools().writeFile(place.tag() + "/f", "a " + place.tag() + "\n"),
                        place -> place.through()
                                .tools()
                                .grep(GrepRequest.literal("a " + place.tag()).in(place.tag()))
                                .matches()
                                .size(),
                        place -> 1),
                FaultCase.change(
                        "write",
                        place -> {},
                        place -> place.through()
                                .tools()
                                .writeFile(WriteRequest.of(place.tag(), "new").ifAbsent())
                                .created(),
                        place -> true,
                        place -> exists(place, place.tag())),
                FaultCase.change(
                        "edit",
                        place -> place.direct().tools().writeFile(place.tag(), "x"),
                        place -> place.through()
                                .tools()
                                .editFile(place.tag(), Edit.replaceAll("x", "xx"))
                                .path(),
                        Place::tag,
                        place -> text(place, place.tag()).length() - 1),
                FaultCase.change(
                        "patch",
                        place -> place.direct().tools().writeFile(place.tag(), "a\n"),
                        place -> place.through()
                                .tools()
                                .applyPatch("*** Begin Patch\n*** Update File: " + place.tag()
                                        + "\n a\n+b\n*** End Patch\n")
                                .files()
                                .size(),
                        place -> 1,
                        place -> count(text(place, place.tag()), "b\n")),
                FaultCase.change(
                        "delete",
                        place -> place.direct().tools().writeFile(place.tag(), "a"),
                        place -> done(() -> place.through().tools().delete(place.tag())),
                        place -> "done",
                        place -> 1 - exists(place, place.tag())),
                FaultCase.change(
                        "move, copy",
                        place -> place.direct().tools().writeFile(place.tag(), "a"),
                        place -> done(() -> place.through().tools().move(place.tag(), place.tag() + ".moved")),
                        place -> "done",
                        place -> exists(place, place.tag() + ".moved")),
                FaultCase.change(
                        "upload",
                        place -> {},
                        place -> place.through()
                                .tools()
                                .upload(place.tag(), new ByteArrayInputStream(large(2_500_000)))
                                .created(),
                        place -> true,
                        place -> exists(place, place.tag()) == 1
                                        && place.direct()
                                                .tools()
                                                .readFile(place.tag())
                                                .bytes()
                                                .equals(Bytes.wrap(large(2_500_000)))
                                ? 1
                                : 0));
    }

    private static List<FaultCase> commands() {
        return List.of(
                FaultCase.change(
                        "run",
                        place -> {},
                        place -> place.through()
                                .tools()
                                .run(Command.shell("echo once >> " + place.tag() + "; echo out"))
                                .stdout()
                                .text(),
                        place -> "out\n",
                        place -> lines(place, place.tag())),
                FaultCase.change(
                        "start",
                        place -> {},
                        place -> place.through()
                                .tools()
                                .start(Command.shell("echo once >> " + place.tag())
                                        .id(place.tag()))
                                .id(),
                        Place::tag,
                        place -> {
                            for (CommandInfo info : place.direct().tools().commands()) {
                                if (info.id().equals(place.tag())) {
                                    place.direct().tools().command(place.tag()).await(LONG);
                                }
                            }
                            return lines(place, place.tag());
                        }),
                FaultCase.change(
                        "stdin",
                        attached(place -> place.direct()
                                .tools()
                                .start(Command.shell("cat >> " + place.tag())
                                        .openStdin()
                                        .id(place.tag()))),
                        place -> done(() -> place.command().get().write("once\n")),
                        place -> "done",
                        place -> {
                            handle(place.direct(), place).closeStdin();
                            handle(place.direct(), place).await(LONG);
                            return lines(place, place.tag());
                        }),
                FaultCase.change(
                        "signal",
                        attached(place -> {
                            CommandHandle started = place.direct()
                                    .tools()
                                    .start(Command.shell(
                                                    "trap 'echo once >> " + place.tag()
                                                            + "' USR1; trap 'exit 0' USR2; echo ready; while :; do sleep 0.02; done")
                                            .id(place.tag()));
                            Awaitility.await()
                                    .atMost(LONG)
                                    .until(() -> started.read(Channel.STDOUT, 0, 6)
                                                    .bytes()
                                                    .size()
                                            == 6);
                        }),
                        place -> done(() -> place.command().get().signal(new Signal("USR1"))),
                        place -> "done",
                        place -> {
                            // a second signal would be handled before what this one asks for
                            handle(place.direct(), place).signal(new Signal("USR2"));
                            handle(place.direct(), place).await(LONG);
                            return lines(place, place.tag());
                        }),
                FaultCase.change(
                        "kill",
                        attached(place -> place.direct()
                                .tools()
                                .start(Command.of("sleep", "1000").id(place.tag()))),
                        place -> done(() -> place.command().get().kill()),
                        place -> "done",
                        place -> {
                            boolean cancelled = handle(place.direct(), place)
                                    .info()
                                    .exit()
                                    .equals(java.util.Optional.of(new Exit.Cancelled()));
                            handle(place.direct(), place).kill();
                            return cancelled ? 1 : 0;
                        }));
    }

    private static List<FaultCase> streams() {
        return List.of(
                FaultCase.stream(
                        "output, followed",
                        place -> {
                            place.direct().tools().writeFile(WriteRequest.of(place.tag(), Bytes.wrap(LARGE)));
                            place.direct()
                                    .tools()
                                    .run(Command.of("cat", place.tag())
                                            .id(place.tag())
                                            .outputLimit(1_024));
                        },
                        place -> Collected.output(handle(place.through(), place), Channel.STDOUT),
                        place -> Bytes.wrap(LARGE)),
                FaultCase.stream(
                        "terminal of a command (PTY)",
                        place -> place.direct()
                                .tools()
                                .run(Command.shell("seq 1 60000")
                                        .pty(80, 24)
                                        .id(place.tag())
                                        .outputLimit(1_024)),
                        place -> Collected.output(handle(place.through(), place), Channel.MERGED),
                        place -> Collected.output(handle(place.direct(), place), Channel.MERGED)),
                FaultCase.stream(
                        "terminal events",
                        place -> place.direct().terminal().appendAll(events(place)),
                        FaultCases::seenEvents,
                        place -> events(place).size()),
                FaultCase.stream(
                        "watch",
                        place -> {},
                        FaultCases::seenChanges,
                        place -> IntStream.range(0, 300)
                                .mapToObj(i -> place.tag() + "-" + i + "-" + "x".repeat(200))
                                .sorted()
                                .toList()),
                FaultCase.stream(
                        "download",
                        place -> place.direct().tools().writeFile(WriteRequest.of(place.tag(), Bytes.wrap(LARGE))),
                        place -> {
                            try (InputStream download = place.through().tools().download(place.tag(), 0)) {
                                return Bytes.wrap(download.readAllBytes());
                            }
                        },
                        place -> Bytes.wrap(LARGE)));
    }

    private static List<FaultCase> git() {
        return List.of(
                FaultCase.change(
                        "git commit",
                        place -> place.direct().tools().writeFile(place.tag(), "x"),
                        place -> place.through()
                                .git()
                                .commit(CommitRequest.of(place.tag()))
                                .commit()
                                .orElseThrow()
                                .message()
                                .strip(),
                        Place::tag,
                        place -> (int) place.direct().git().log(1_000).stream()
                                .filter(commit -> commit.message().strip().equals(place.tag()))
                                .count()),
                FaultCase.change(
                        "git push",
                        place -> {
                            place.direct().tools().writeFile(place.tag(), "x");
                            place.direct().git().commit(CommitRequest.of("push " + place.tag()));
                        },
                        place -> place.through().git().push().outcome() != PushResult.Outcome.UP_TO_DATE,
                        place -> true,
                        place -> {
                            String branch = place.direct().git().currentBranch().orElseThrow();
                            String head = place.direct().git().head().orElseThrow();
                            return place.origin()
                                            .git("for-each-ref", "refs/heads/" + branch)
                                            .contains(head)
                                    ? 1
                                    : 0;
                        }),
                FaultCase.change(
                        "checkpoint",
                        place -> place.direct().tools().writeFile(place.tag(), "x"),
                        place -> place.through()
                                .git()
                                .checkpoint(CheckpointRequest.of(place.tag()))
                                .name(),
                        Place::tag,
                        place -> (int) place.direct().git().checkpoints().stream()
                                .filter(checkpoint -> checkpoint.name().equals(place.tag()))
                                .count()));
    }

    private static CommandHandle handle(Workspace workspace, Place place) {
        return workspace.tools().command(place.tag());
    }

    /** A handle is had before the fault, so that only what is done with it meets it. */
    private static FaultCase.Step attached(FaultCase.Step prepare) {
        return place -> {
            prepare.run(place);
            place.command().set(handle(place.through(), place));
        };
    }

    private static Object done(Runnable step) {
        step.run();
        return "done";
    }

    private static int exists(Place place, String path) {
        return place.direct().tools().run(Command.of("test", "-e", path)).exit().isSuccess() ? 1 : 0;
    }

    private static String text(Place place, String path) {
        return place.direct().tools().readFile(path).text();
    }

    private static int lines(Place place, String path) {
        return exists(place, path) == 0 ? 0 : count(text(place, path), "once\n");
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }

    private static List<Bytes> events(Place place) {
        return IntStream.range(0, 300)
                .mapToObj(i -> Bytes.utf8(place.tag() + " " + i + " " + "x".repeat(800)))
                .toList();
    }

    private static Object seenEvents(Place place) throws Exception {
        long first = place.direct().terminal().stats().nextSequence() - 300;
        List<Long> seen = Collections.synchronizedList(new ArrayList<>());
        try (Subscription subscription = place.through().terminal().subscribe(first, event -> {
            if (event instanceof TerminalEvent.Next next) {
                seen.add(next.entry().sequence());
            }
        })) {
            Collected.until(subscription, () -> seen.size() >= 300);
        }
        return (int) seen.stream().distinct().count() == seen.size() ? seen.size() : seen;
    }

    private static Object seenChanges(Place place) throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        try (Subscription subscription = place.through().watch(WatchRequest.of("."), event -> {
            if (event.kind() == WatchEvent.Kind.CREATED && event.path().startsWith(place.tag() + "-")) {
                seen.add(event.path());
            }
        })) {
            place.direct()
                    .tools()
                    .run(Command.shell(
                            "for i in $(seq 0 299); do : > " + place.tag() + "-$i-" + "x".repeat(200) + "; done"));
            Collected.until(subscription, () -> seen.size() >= 300);
        }
        return seen.stream().sorted().toList();
    }
}
