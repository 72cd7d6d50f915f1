package dev.shadow.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shadow.command.Channel;
import dev.shadow.command.Exit;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.core.terminal.TerminalBudget;
import dev.shadow.core.terminal.TerminalEngine;
import dev.shadow.core.terminal.TerminalLimits;
import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalEntry.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminalFeedTest {
    private final TerminalEngine terminal = new TerminalEngine(TerminalLimits.DEFAULT, new TerminalBudget(16 << 20));
    private final TerminalFeed feed = new TerminalFeed(terminal, "c-1", Threads.system());

    @AfterEach
    void close() {
        terminal.close();
    }

    private void write(Channel channel, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        feed.appended(channel, bytes, bytes.length);
    }

    private List<TerminalEntry> entries() {
        List<TerminalEntry> entries = new ArrayList<>();
        terminal.snapshot(0, 10_000).forEach(entries::add);
        return entries;
    }

    private List<String> shown() {
        return entries().stream()
                .map(entry -> entry.kind() + " " + entry.bytes().utf8())
                .toList();
    }

    /** At most one for each 4 KB, and one for each 10 ms that passed. */
    @Test
    void putsSmallChunksTogether() {
        String chunk = "0123456789abcde\n";
        long begin = System.nanoTime();
        for (int i = 0; i < 4_000; i++) {
            write(Channel.STDOUT, chunk);
        }
        feed.ended(new Exit.Exited(0));
        long waits = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 10;
        List<TerminalEntry> entries = entries();
        assertThat(entries.size() - 1).isBetween(16, (int) (16 + 1 + waits));
        StringBuilder text = new StringBuilder();
        entries.subList(0, entries.size() - 1)
                .forEach(entry -> text.append(entry.bytes().utf8()));
        assertThat(text).hasToString(chunk.repeat(4_000));
        assertThat(entries).allMatch(entry -> entry.commandId().orElse("").equals("c-1"));
    }

    @Test
    void cutsALargeChunk() {
        write(Channel.STDERR, "x".repeat(10_000));
        feed.ended(new Exit.Exited(3));
        List<TerminalEntry> entries = entries();
        assertThat(entries).extracting(entry -> entry.bytes().size()).startsWith(4096, 4096, 1808);
        assertThat(entries).extracting(TerminalEntry::kind).endsWith(Kind.STDERR, Kind.SYSTEM);
    }

    @Test
    void showsTheBeginningOfALineSoonThoughNothingFollows() {
        write(Channel.STDOUT, "name? ");
        await().atMost(Duration.ofSeconds(20)).until(() -> shown().equals(List.of("STDOUT name? ")));
        write(Channel.STDOUT, "again? ");
        await().atMost(Duration.ofSeconds(20)).until(() -> shown().equals(List.of("STDOUT name? ", "STDOUT again? ")));
    }

    @Test
    void keepsTheOrderOfBothOutputsAndTheExit() {
        feed.started("make");
        write(Channel.STDOUT, "one ");
        write(Channel.STDERR, "two ");
        write(Channel.STDERR, "three ");
        write(Channel.STDOUT, "four");
        feed.ended(new Exit.Exited(2));
        assertThat(String.join("|", shown()))
                .matches(
                        "COMMAND make\\|STDOUT one \\|STDERR two (\\|STDERR )?three \\|STDOUT four\\|SYSTEM exited with 2");
    }

    @Test
    void aCommandThatOutlivesItsTerminalGoesOn() {
        write(Channel.STDOUT, "seen");
        terminal.close();
        write(Channel.STDERR, "not seen");
        feed.ended(new Exit.Exited(0));
        assertThat(shown()).doesNotContain("STDERR not seen");
    }
}
