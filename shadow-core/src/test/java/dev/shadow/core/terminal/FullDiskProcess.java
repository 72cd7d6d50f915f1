package dev.shadow.core.terminal;

import dev.shadow.Bytes;
import dev.shadow.ShadowException;
import dev.shadow.core.terminal.TerminalEngine.Keeping;
import dev.shadow.spi.Deadline;
import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalEntry.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Fills a small disk, appends on, makes room again, and prints what became of the terminal. */
final class FullDiskProcess {
    private static final TerminalLimits LIMITS = new TerminalLimits(50, 1 << 20);

    private FullDiskProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Path.of(args[0]).resolve("terminal");
        Path filler = Path.of(args[0]).resolve("filler");
        System.out.println("begins");
        TerminalEngine terminal = open(directory);
        terminal.append(Kind.SYSTEM, "", Bytes.utf8("before"));
        persist(terminal);
        fill(filler);
        Bytes large = Bytes.wrap(new byte[6_000]);
        long last = 0;
        for (int i = 0; i < 200; i++) {
            last = terminal.append(Kind.STDOUT, "c-1", large);
        }
        for (int i = 0; i < 5; i++) {
            persist(terminal);
        }
        System.out.println("empty files: " + empty(directory));
        System.out.println("failed: " + terminal.stats().log().problem().orElse("no"));
        System.out.println(
                "in memory: " + (terminal.snapshot(last, 1).entry(0).bytes().size() == 6_000));
        Files.delete(filler);
        for (int i = 0; i < 60; i++) {
            terminal.append(Kind.STDOUT, "c-1", Bytes.utf8("after"));
        }
        persist(terminal);
        terminal.close();
        terminal = open(directory);
        List<TerminalEntry> entries = new ArrayList<>();
        terminal.snapshot(0, 1_000).forEach(entries::add);
        TerminalEntry newest = entries.get(entries.size() - 1);
        boolean hole = new SegmentFiles(directory)
                .read(new TerminalLimits(1_000, 1 << 20)).entries().stream().noneMatch(entry -> entry.sequence() == 20);
        System.out.println("gap recorded: " + hole);
        System.out.println("goes on: " + (newest.sequence() > last));
        terminal.close();
    }

    private static long empty(Path directory) throws IOException {
        long count = 0;
        for (Path segment : new SegmentFiles(directory).list()) {
            count += Files.size(segment) < SegmentFormat.FILE_HEADER ? 1 : 0;
        }
        return count;
    }

    private static TerminalEngine open(Path directory) {
        return new TerminalEngine(LIMITS, new TerminalBudget(64L << 20), directory, Keeping.ALWAYS);
    }

    private static void persist(TerminalEngine terminal) throws InterruptedException {
        try {
            terminal.persist(Deadline.after(Duration.ofSeconds(10)));
        } catch (ShadowException e) {
            System.out.println(e.code() + " " + e.message());
        }
    }

    private static void fill(Path filler) {
        try (var out = Files.newOutputStream(filler)) {
            byte[] block = new byte[1024];
            for (int i = 0; i < 1024; i++) {
                out.write(block);
            }
        } catch (IOException e) {
            System.out.println("the disk is full: " + e.getMessage());
        }
    }
}
