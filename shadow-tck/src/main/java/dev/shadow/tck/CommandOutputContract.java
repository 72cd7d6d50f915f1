package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.CommandHandle;
import dev.shadow.Subscription;
import dev.shadow.command.Channel;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Output;
import dev.shadow.command.OutputChunk;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** That output is exact, bounded in results, and readable from any offset. */
public interface CommandOutputContract extends CommandFixture {
    @Test
    default void returnsOutputToTheByte() {
        withPrograms(() -> {
            assertThat(shell("printf '  \\n\\r\\n x \\t'").stdout().text()).isEqualTo("  \n\r\n x \t");
            CommandResult binary = tools().run(Command.shell("printf '\\000\\377\\303\\050\\n'"));
            assertThat(binary.stdout().head()).isEqualTo(Bytes.wrap(new byte[] {0, -1, (byte) 0xC3, 0x28, '\n'}));
            assertThat(tools().run(Command.of("true")).merged()).isEqualTo(Output.EMPTY);
        });
    }

    @Test
    default void keepsChannelsApart() {
        withPrograms(() -> {
            CommandResult apart = tools().run(Command.shell("echo out; echo err >&2"));
            assertThat(apart.stdout().text()).isEqualTo("out\n");
            assertThat(apart.stderr().text()).isEqualTo("err\n");
            assertThat(apart.merged().text()).isIn("out\nerr\n", "err\nout\n");
            CommandResult merged = tools().run(Command.shell("for i in 1 2 3; do echo o$i; echo e$i >&2; done")
                    .withMergedStderr());
            assertThat(merged.stdout().text()).isEqualTo("o1\ne1\no2\ne2\no3\ne3\n");
            assertThat(merged.stderr()).isEqualTo(Output.EMPTY);
            assertThat(merged.merged()).isEqualTo(merged.stdout());
        });
    }

    @Test
    default void keepsHeadAndTailOfALongOutput() {
        withPrograms(() -> {
            CommandHandle handle = tools().start(Command.shell("seq -f %09.0f 1 500000; echo tail >&2"));
            CommandResult result = handle.await(LONG).orElseThrow();
            Output stdout = result.stdout();
            assertThat(stdout.totalBytes()).isEqualTo(5_000_000);
            assertThat(stdout.head().size()).isEqualTo(Command.DEFAULT_OUTPUT_LIMIT / 2);
            assertThat(stdout.tail().size()).isEqualTo(Command.DEFAULT_OUTPUT_LIMIT / 2);
            assertThat(stdout.omitted()).isEqualTo(5_000_000 - Command.DEFAULT_OUTPUT_LIMIT);
            assertThat(stdout.head().utf8()).startsWith("000000001\n000000002\n");
            assertThat(stdout.tail().utf8()).endsWith("000499999\n000500000\n");
            assertThat(stdout.text()).contains("bytes omitted");
            assertThat(result.stderr().text()).isEqualTo("tail\n");
            OutputChunk middle = handle.read(Channel.STDOUT, 2_500_000, 20);
            assertThat(middle.bytes().utf8()).isEqualTo("000250001\n000250002\n");
            assertThat(middle.missing()).isZero();
            assertThat(middle.last()).isFalse();
            assertThat(handle.read(Channel.STDOUT, 4_999_990, 100).last()).isTrue();
        });
    }

    @Test
    default void cutsBetweenCharacters() {
        withPrograms(() -> {
            Command command = Command.shell("printf 'x'; i=0; while [ $i -lt 2000 ]; do printf '✓'; i=$((i+1)); done")
                    .outputLimit(1024);
            Output stdout = tools().run(command).stdout();
            assertThat(stdout.text()).doesNotContain("\uFFFD");
            assertThat(stdout.totalBytes()).isEqualTo(6001);
            assertThat(stdout.head().size() + stdout.tail().size()).isBetween(1018, 1024);
        });
    }

    @Test
    default void readsWhatIsThere() {
        withPrograms(() -> {
            CommandHandle handle = tools().start(Command.shell("printf abcdef; sleep 1000"));
            firstOutput(handle);
            assertThat(handle.read(Channel.STDOUT, 2, 3).bytes().utf8()).isEqualTo("cde");
            OutputChunk beyond = handle.read(Channel.STDOUT, 6, 10);
            assertThat(beyond.bytes().isEmpty()).isTrue();
            assertThat(beyond.last()).isFalse();
            assertThat(beyond.nextOffset()).isEqualTo(6);
            assertThat(handle.read(Channel.STDERR, 0, 10).bytes().isEmpty()).isTrue();
            handle.kill();
            assertThat(handle.read(Channel.STDOUT, 6, 10).last()).isTrue();
        });
    }

    @Test
    default void followsFromAnyOffset() {
        withPrograms(() -> {
            CommandHandle handle = tools().start(Command.shell("seq 1 100000; seq 1 50000 >&2; seq 100001 200000"));
            Collector early = new Collector();
            Collector second = new Collector();
            Subscription first = handle.output(Channel.STDOUT, 0, early::add);
            Subscription other = handle.output(Channel.STDOUT, 1_000, second::add);
            first.completion().get(LONG.toSeconds(), TimeUnit.SECONDS);
            other.completion().get(LONG.toSeconds(), TimeUnit.SECONDS);
            String whole = early.text();
            assertThat(whole).startsWith("1\n2\n").endsWith("\n200000\n").hasSize(1_288_895);
            assertThat(second.text()).isEqualTo(whole.substring(1_000));
            Collector late = new Collector();
            handle.output(Channel.STDOUT, 0, late::add).completion().get(LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(late.text()).isEqualTo(whole);
            assertThat(late.chunks.get(late.chunks.size() - 1).last()).isTrue();
            Collector merged = new Collector();
            handle.output(Channel.MERGED, 0, merged::add).completion().get(LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(merged.text()).hasSize(1_288_895 + 288_894);
        });
    }

    @Test
    default void isNotSlowedByASlowFollower() {
        withPrograms(() -> {
            CommandHandle handle = tools().start(Command.shell("seq 1 200000"));
            CountDownLatch release = new CountDownLatch(1);
            Collector slow = new Collector();
            try (Subscription standing = handle.output(Channel.STDOUT, 0, chunk -> {
                await(release);
                slow.add(chunk);
            })) {
                CommandResult result = handle.await(LONG).orElseThrow();
                assertThat(result.exit().isSuccess()).isTrue();
                Collector quick = new Collector();
                handle.output(Channel.STDOUT, 0, quick::add).completion().get(LONG.toSeconds(), TimeUnit.SECONDS);
                release.countDown();
                standing.completion().get(LONG.toSeconds(), TimeUnit.SECONDS);
                assertThat(slow.text()).isEqualTo(quick.text()).hasSize(1_288_895);
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    default void showsOutputAsItComes() {
        withPrograms(() -> {
            Collector shown = new Collector();
            CommandResult result = tools().run(Command.shell("seq 1 1000; echo err >&2"), shown::add);
            assertThat(result.exit().isSuccess()).isTrue();
            assertThat(shown.text()).hasSize(3_893 + 4).contains("\n1000\n").contains("err\n");
            AtomicBoolean called = new AtomicBoolean();
            CommandResult other = tools().run(Command.shell("seq 1 3"), chunk -> {
                called.set(true);
            });
            assertThat(other.stdout().text()).isEqualTo("1\n2\n3\n");
            assertThat(called).isTrue();
        });
    }

    @Test
    default void logsWhatIsWrittenAfterTheEnd() {
        withPrograms(() -> {
            CommandHandle handle = tools().start(Command.shell(
                    "(while ! test -e go; do sleep 0.01; done; echo later; echo $? > wrote) & echo first"));
            CommandResult result = handle.await(LONG).orElseThrow();
            assertThat(result.stdout().text()).isEqualTo("first\n");
            shell("touch go; while ! test -s wrote; do sleep 0.01; done; test $(cat wrote) = 0");
            long end = System.nanoTime() + LONG.toNanos();
            while (handle.read(Channel.STDOUT, 0, 100).bytes().size() < 12 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(handle.read(Channel.STDOUT, 0, 100).bytes().utf8()).isEqualTo("first\nlater\n");
            assertThat(handle.await(LONG).orElseThrow().stdout().text()).isEqualTo("first\n");
        });
    }

    /** Joins chunks and checks that no byte is missing between them. */
    final class Collector {
        private final List<OutputChunk> chunks = new CopyOnWriteArrayList<>();

        private void add(OutputChunk chunk) {
            if (!chunks.isEmpty()) {
                assertThat(chunk.offset())
                        .isEqualTo(chunks.get(chunks.size() - 1).nextOffset());
            }
            chunks.add(chunk);
        }

        private String text() {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            chunks.forEach(chunk -> joined.writeBytes(chunk.bytes().toByteArray()));
            return joined.toString(StandardCharsets.UTF_8);
        }
    }
}
