package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import dev.shadow.command.LimitReport;
import dev.shadow.command.LimitReport.Mechanism;
import dev.shadow.command.ResourceLimits;
import dev.shadow.command.ResourceLimits.Resource;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Limits of what a command may use, and what the result says of them. */
public interface CommandLimitsContract extends CommandFixture {
    private void withLimits(ThrowingCallable test) {
        withPrograms(() -> supportedOrRefused(
                Capability.RESOURCE_LIMITS,
                test,
                () -> tools().run(Command.of("true").limits(ResourceLimits.NONE.openFiles(100)))));
    }

    private CommandResult limited(String line, ResourceLimits limits) {
        return tools().run(Command.shell(line).limits(limits).timeout(LONG));
    }

    private static LimitReport report(CommandResult result, Resource resource) {
        return result.limits().stream()
                .filter(limit -> limit.resource() == resource)
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void claimsNoLimitThatNobodyAskedFor() {
        withPrograms(() -> assertThat(shell("true").limits()).isEmpty());
    }

    @Test
    default void limitsHoldFromTheFirstInstruction() {
        withLimits(() -> {
            CommandResult result = limited(
                    "cat /proc/$$/limits | grep -E 'open files|file size|cpu time'",
                    ResourceLimits.NONE.openFiles(77).fileSize(123_456).cpuTime(Duration.ofSeconds(33)));
            assertThat(result.exit()).isEqualTo(new Exit.Exited(0));
            assertThat(result.stdout().text())
                    .containsPattern("Max open files +77 ")
                    .containsPattern("Max file size +123456 ")
                    .containsPattern("Max cpu time +33 ");
            assertThat(result.limits()).hasSize(3).allSatisfy(limit -> {
                assertThat(limit.isEnforced()).isTrue();
                assertThat(limit.scope()).isNotEmpty();
            });
            assertThat(report(result, Resource.OPEN_FILES).value()).isEqualTo(77);
            assertThat(report(result, Resource.OPEN_FILES).mechanism()).isEqualTo(Mechanism.RLIMIT);
        });
    }

    @Test
    default void endsACommandThatUsesTooMuchTime() {
        withLimits(() -> {
            CommandResult result = limited("while :; do :; done", ResourceLimits.NONE.cpuTime(Duration.ofSeconds(1)));
            assertThat(result.exit()).isEqualTo(new Exit.Signalled("XCPU"));
        });
    }

    @Test
    default void endsACommandThatWritesTooMuch() {
        withLimits(() -> {
            CommandResult result =
                    limited("exec head -c 200000 /dev/zero > big", ResourceLimits.NONE.fileSize(100_000));
            assertThat(result.exit()).isEqualTo(new Exit.Signalled("XFSZ"));
            assertThat(shell("wc -c < big").stdout().text().strip()).isEqualTo("100000");
        });
    }

    @Test
    default void endsACommandThatTakesTooMuchMemory() {
        withLimits(() -> {
            CommandResult result = limited(
                    "x=$(head -c 400000000 /dev/zero | tr '\\0' x); echo ${#x}",
                    ResourceLimits.NONE.memory(50_000_000));
            LimitReport memory = report(result, Resource.MEMORY);
            assertThat(memory.isEnforced()).as(memory.toString()).isTrue();
            assertThat(result.exit().isSuccess()).isFalse();
            assertThat(result.isOutOfMemory()).isEqualTo(memory.mechanism() == Mechanism.CGROUP);
            if (result.isOutOfMemory()) {
                assertThat(result.exit()).isEqualTo(new Exit.Signalled("KILL"));
            }
            assertThat(limited("x=$(head -c 1000 /dev/zero | tr '\\0' x)", ResourceLimits.NONE.memory(50_000_000))
                            .isOutOfMemory())
                    .isFalse();
        });
    }

    @Test
    default void endsACommandThatForksWithoutEnd() {
        withLimits(() -> {
            LimitReport offered = report(limited("true", ResourceLimits.NONE.processes(50)), Resource.PROCESSES);
            assertThat(offered.isEnforced()).isEqualTo(offered.mechanism() != Mechanism.NONE);
            Assumptions.assumeTrue(
                    offered.mechanism() == Mechanism.CGROUP,
                    () -> "not run: processes of a command alone cannot be limited here: " + offered.scope());
            CommandResult bomb = tools().run(
                            Command.shell("bomb() { bomb | bomb & }; bomb; echo $$ > bomb; exec sleep 1000")
                                    .limits(ResourceLimits.NONE.processes(50))
                                    .timeout(Duration.ofSeconds(2)));
            assertThat(bomb.exit()).isInstanceOf(Exit.TimedOut.class);
            assertThat(report(bomb, Resource.PROCESSES).reached()).isTrue();
            assertGone("bomb");
        });
    }

    @Test
    default void refusesToStartUnderLimitsWhatCannotStart() {
        withLimits(() -> {
            shell("printf '#!/no/such/interpreter\\n' > bad; chmod +x bad");
            ResourceLimits some = ResourceLimits.NONE.openFiles(100);
            failure(
                    ErrorCode.PROGRAM_NOT_FOUND,
                    () -> tools().run(Command.of("no-such-program").limits(some)));
            failure(
                    ErrorCode.PROGRAM_NOT_EXECUTABLE,
                    () -> tools().run(Command.of("./bad").limits(some)));
        });
    }
}
