package dev.shadow.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void onlyAnExitWithZeroIsASuccess() {
        assertThat(new Exit.Exited(0).isSuccess()).isTrue();
        assertThat(new Exit.Exited(1).isSuccess()).isFalse();
        assertThat(new Exit.Signalled("KILL").isSuccess()).isFalse();
        assertThat(new Exit.TimedOut("no end after PT1S").isSuccess()).isFalse();
        assertThat(new Exit.Cancelled().isSuccess()).isFalse();
        assertThat(new Exit.Unknown("the host restarted").isSuccess()).isFalse();
    }

    @Test
    void onlyAnExitByItselfHasACode() {
        assertThat(new Exit.Exited(3).code()).hasValue(3);
        assertThat(new Exit.Signalled("TERM").code()).isEmpty();
        assertThat(new Exit.TimedOut("x").code()).isEmpty();
    }

    @Test
    void everyExitIsDescribedForPeople() {
        assertThat(new Exit.Exited(3).describe()).isEqualTo("exited with 3");
        assertThat(new Exit.Signalled("TERM").describe()).isEqualTo("ended by signal TERM");
        assertThat(new Exit.TimedOut("no end after PT1S").describe()).isEqualTo("timed out: no end after PT1S");
        assertThat(new Exit.Cancelled().describe()).isEqualTo("cancelled");
        assertThat(new Exit.Unknown("lost").describe()).isEqualTo("unknown: lost");
    }

    @Test
    void outputIsTextToTheLetter() {
        Output whole = new Output(Bytes.utf8(" a\r\n\n"), Bytes.EMPTY, 0);
        assertThat(whole.text()).isEqualTo(" a\r\n\n");
        assertThat(whole.isTruncated()).isFalse();
        assertThat(whole.totalBytes()).isEqualTo(5);
        assertThat(Output.EMPTY.text()).isEmpty();
    }

    @Test
    void cutOutputSaysHowMuchIsMissing() {
        Output cut = new Output(Bytes.utf8("head"), Bytes.utf8("tail"), 5_000_000_000L);
        assertThat(cut.isTruncated()).isTrue();
        assertThat(cut.totalBytes()).isEqualTo(5_000_000_008L);
        assertThat(cut.text()).isEqualTo("head\n[... 5000000000 bytes omitted ...]\ntail");
    }

    @Test
    void chunksFollowOneAnother() {
        OutputChunk chunk = new OutputChunk(Channel.STDOUT, 5_000_000_000L, Bytes.utf8("abc"), 0, false);
        assertThat(chunk.nextOffset()).isEqualTo(5_000_000_003L);
    }

    @Test
    void memoryThatRanOutIsKnownFromItsLimit() {
        LimitReport reached =
                new LimitReport(ResourceLimits.Resource.MEMORY, 1, LimitReport.Mechanism.CGROUP, "all of it", true);
        LimitReport other =
                new LimitReport(ResourceLimits.Resource.CPU_TIME, 1, LimitReport.Mechanism.NONE, "why", true);
        assertThat(result(reached, other).isOutOfMemory()).isTrue();
        assertThat(result(other).isOutOfMemory()).isFalse();
        assertThat(reached.isEnforced()).isTrue();
        assertThat(other.isEnforced()).isFalse();
    }

    private static CommandResult result(LimitReport... limits) {
        return new CommandResult(
                "c",
                new Exit.Signalled("KILL"),
                Output.EMPTY,
                Output.EMPTY,
                Output.EMPTY,
                Duration.ZERO,
                List.of(limits));
    }

    @Test
    void aCommandRunsUntilThereIsAnExit() {
        CommandInfo running = new CommandInfo("1", "true", Instant.EPOCH, OptionalLong.empty(), Optional.empty());
        assertThat(running.isRunning()).isTrue();
        Optional<Exit> exit = Optional.of(new Exit.Cancelled());
        assertThat(new CommandInfo("1", "true", Instant.EPOCH, OptionalLong.empty(), exit).isRunning())
                .isFalse();
    }
}
