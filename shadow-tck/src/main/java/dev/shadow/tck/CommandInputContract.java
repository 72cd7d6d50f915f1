package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.Capability;
import dev.shadow.CommandHandle;
import dev.shadow.ErrorCode;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a command reads. */
public interface CommandInputContract extends CommandFixture {
    @Test
    default void closesTheInputByDefault() {
        withPrograms(() -> {
            CommandResult result = tools().run(Command.of("cat").timeout(LONG));
            assertThat(result.exit()).isEqualTo(new Exit.Exited(0));
            assertThat(result.stdout().totalBytes()).isZero();
        });
    }

    @Test
    default void givesInput() {
        withPrograms(() -> {
            assertThat(tools().run(Command.of("cat").stdin(" é\n\n")).stdout().text())
                    .isEqualTo(" é\n\n");
            byte[] binary = new byte[1_000_003];
            for (int i = 0; i < binary.length; i++) {
                binary[i] = (byte) (i * 31 + (i >> 8));
            }
            Bytes content = Bytes.wrap(binary);
            CommandResult whole = tools().run(Command.of("cat").stdin(content).outputLimit(2 << 20));
            assertThat(Arrays.equals(whole.stdout().head().toByteArray(), binary))
                    .isTrue();
            assertThat(tools().run(Command.of("true").stdin(content)).exit().isSuccess())
                    .isTrue();
        });
    }

    @Test
    default void writesToOpenInput() {
        withPrograms(() -> supportedOrRefused(
                Capability.STDIN_OPEN,
                () -> {
                    CommandHandle cat = tools().start(Command.of("cat").openStdin());
                    cat.write("one ");
                    assertThat(firstOutput(cat).bytes().utf8()).isEqualTo("one ");
                    cat.write("two\n");
                    cat.closeStdin();
                    cat.closeStdin();
                    CommandResult result = cat.await(LONG).orElseThrow();
                    assertThat(result.stdout().text()).isEqualTo("one two\n");
                    failure(ErrorCode.STDIN_CLOSED, () -> cat.write("more"));
                },
                () -> tools().start(Command.of("cat").openStdin())));
    }

    @Test
    default void refusesToWriteWhereNobodyReads() {
        withPrograms(() -> supportedOrRefused(
                Capability.STDIN_OPEN,
                () -> {
                    CommandHandle closed = tools().start(Command.shell("exec 0<&-; echo closed; exec sleep 1000")
                            .openStdin());
                    firstOutput(closed);
                    failure(ErrorCode.STDIN_CLOSED, () -> closed.write("x"));
                    closed.kill();
                    CommandHandle without = tools().start(Command.of("sleep", "1000"));
                    failure(ErrorCode.STDIN_CLOSED, () -> without.write("x"));
                    without.closeStdin();
                    without.kill();
                },
                () -> tools().start(Command.of("cat").openStdin())));
    }

    @Test
    default void readsAStream() {
        withPrograms(() -> {
            Source source = new Source(new byte[300_000], false);
            CommandResult count = tools().run(Command.of("wc", "-c").stdin(source));
            assertThat(count.stdout().text().strip()).isEqualTo("300000");
            source.awaitClosed();
        });
    }

    @Test
    default void closesAStreamThatTheCommandDoesNotRead() {
        withPrograms(() -> {
            Source endless = new Source(new byte[0], true);
            assertThat(tools().run(Command.of("true").stdin(endless)).exit()).isEqualTo(new Exit.Exited(0));
            endless.awaitClosed();
        });
    }

    @Test
    default void endsACommandWhoseStreamFails() {
        withPrograms(() -> {
            Source broken = new Source(new byte[10], true);
            CommandHandle reader = tools().start(Command.shell("head -c 1; cat; echo taken for the whole")
                    .stdin(broken));
            firstOutput(reader);
            broken.close();
            CommandResult result = reader.await(LONG).orElseThrow();
            assertThat(result.exit()).isInstanceOf(Exit.Unknown.class);
            assertThat(result.exit().describe()).contains("closed meanwhile");
            assertThat(result.stdout().text()).doesNotContain("whole");
        });
    }

    /** Bytes, and then their end or none; a read that waits fails when the stream is closed. */
    final class Source extends FilterInputStream {
        private final CountDownLatch closed = new CountDownLatch(1);
        private final boolean goesOn;

        Source(byte[] bytes, boolean goesOn) {
            super(new ByteArrayInputStream(bytes));
            this.goesOn = goesOn;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            if (count >= 0 || !goesOn) {
                return count;
            }
            awaitClosed();
            throw new IOException("closed meanwhile");
        }

        @Override
        public void close() {
            closed.countDown();
        }

        private void awaitClosed() {
            try {
                assertThat(closed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
