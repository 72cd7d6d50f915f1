package dev.shadow.benchmarks;

import static dev.shadow.benchmarks.Fixtures.judge;
import static dev.shadow.benchmarks.Fixtures.row;
import static dev.shadow.benchmarks.Fixtures.throwing;
import static dev.shadow.benchmarks.Fixtures.times;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Row judged = row("read a file", times(1500, 1500, 1500), times(1000, 1000, 1000), Limit.atMost(1.2));
    private final Row printed = row("run", times(2e6, 2e6, 2e6), times(1e6, 1e6, 1e6), Limit.printed());
    private final Row missing =
            row("grep", times(1), throwing(new NotRunException("rg is missing\nno network")), Limit.atMost(0.4));
    private final Table table = new Table(List.of(judged, printed, missing));

    @Test
    void alignsEveryLineUnderTheHeader() {
        assertThat(List.of(
                        table.header(),
                        table.line(judge(judged)),
                        table.line(judge(printed)),
                        table.line(judge(missing))))
                .containsExactly(
                        "name               ours        peer                 ratio     limit  verdict",
                        "read a file     1.50 us     1.00 us (bare call)     1.50x     1.20x  OVER",
                        "run             2.00 ms     1.00 ms (bare call)     2.00x         -  ok",
                        "grep                  -           - (bare call)         -     0.40x  not run (rg is missing)");
    }

    @Test
    void shortensALongReasonWhichTheJsonHasInFull() {
        Row failing = row("grep", throwing(new IllegalStateException("x".repeat(500))), times(1), Limit.printed());
        assertThat(table.line(judge(failing))).endsWith("failed (" + "x".repeat(100) + "...)");
    }

    @Test
    void choosesTheUnitOfATime() {
        assertThat(List.of(Table.time(51.26), Table.time(999_900), Table.time(12_345_678), Table.time(2.5e9)))
                .containsExactly("51.3 ns", "999.90 us", "12.35 ms", "2.50 s");
    }
}
