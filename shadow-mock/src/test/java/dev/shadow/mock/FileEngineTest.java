package dev.shadow.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.file.FileEngine;
import dev.shadow.core.search.SearchEngine;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.Edit;
import dev.shadow.file.EditRequest;
import dev.shadow.file.FileOperation;
import dev.shadow.file.IfExists;
import dev.shadow.file.WriteRequest;
import dev.shadow.search.FindRequest;
import dev.shadow.search.GrepRequest;
import dev.shadow.search.SearchOperation;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engines do with interrupts, deadlines and nested repositories, over the store in memory. */
class FileEngineTest {
    private final MemoryFileStore store = new MemoryFileStore();
    private OperationTable table;

    @BeforeEach
    void makeTable() {
        OperationTable.Builder builder = OperationTable.builder();
        new FileEngine(store).register(builder);
        new SearchEngine(store).register(builder);
        table = builder.build();
    }

    private <R> R execute(Operation<R> operation, Deadline deadline) throws InterruptedException {
        return table.execute(operation, new CallContext("w", deadline, "r", Optional.empty()));
    }

    private <R> R execute(Operation<R> operation) throws InterruptedException {
        return execute(operation, Deadline.after(Duration.ofSeconds(30)));
    }

    private void write(String path, String text) throws InterruptedException {
        execute(new FileOperation.Write(WriteRequest.of(path, text)));
    }

    private String read(String path) throws InterruptedException {
        return execute(new FileOperation.Read(dev.shadow.file.ReadRequest.of(path)))
                .text();
    }

    /** On a clock that passes a second with each look. */
    private static Deadline after(int looks) {
        AtomicLong clock = new AtomicLong();
        return Deadline.after(
                Duration.ofSeconds(looks),
                () -> clock.getAndAdd(Duration.ofSeconds(1).toNanos()));
    }

    private static void fails(ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        ShadowException failure = catchThrowableOfType(ShadowException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.code()).as(failure.message()).isEqualTo(code);
    }

    @Test
    void anInterruptEndsAReadAWriteAndASearch() throws InterruptedException {
        write("f", "text");
        for (Operation<?> operation : new Operation<?>[] {
            new FileOperation.Read(dev.shadow.file.ReadRequest.of("f")),
            new FileOperation.Write(WriteRequest.of("f", "other")),
            new FileOperation.EditText(EditRequest.of("f", Edit.replace("text", "other"))),
            new FileOperation.Upload("f", new ByteArrayInputStream(new byte[10])),
            new FileOperation.Copy("f", "g", IfExists.FAIL),
            new FileOperation.ListEntries(dev.shadow.file.ListRequest.of(".")),
            new SearchOperation.Grep(GrepRequest.literal("text")),
            new SearchOperation.Find(FindRequest.glob("*"))
        }) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> execute(operation)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
        assertThat(read("f")).isEqualTo("text");
        assertThat(store.root().children).containsOnlyKeys("f");
    }

    @Test
    void waitingForAnotherCallersEditEndsAtTheDeadline() throws Exception {
        write("f", "a");
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread other = new Thread(() -> {
            try {
                store.locked(WorkspacePath.parse("f"), Deadline.after(Duration.ofSeconds(30)), () -> {
                    held.countDown();
                    done.await();
                    return "done";
                });
            } catch (IOException | InterruptedException e) {
                failure.set(e);
            }
        });
        other.start();
        held.await();
        fails(
                ErrorCode.DEADLINE_EXCEEDED,
                () -> execute(
                        new FileOperation.Write(WriteRequest.of("f", "b")), Deadline.after(Duration.ofMillis(50))));
        done.countDown();
        other.join();
        assertThat(failure.get()).isNull();
        assertThat(read("f")).isEqualTo("a");
    }

    @Test
    void aCopyThatRunsOutOfTimeLeavesNothing() throws InterruptedException {
        for (int i = 0; i < 30; i++) {
            write("tree/" + i + "/f", "x");
        }
        for (int looks = 1; looks < 100; looks += 7) {
            Deadline soon = after(looks);
            fails(
                    ErrorCode.DEADLINE_EXCEEDED,
                    () -> execute(new FileOperation.Copy("tree", "copy", IfExists.FAIL), soon));
            assertThat(store.root().children).containsOnlyKeys("tree");
        }
        execute(new FileOperation.Copy("tree", "copy", IfExists.FAIL));
        assertThat(read("copy/29/f")).isEqualTo("x");
    }

    @Test
    void searchesGiveWhatTheyFoundUntilTheDeadline() throws InterruptedException {
        for (int i = 10; i < 60; i++) {
            write("f" + i, "hit\n");
        }
        var grep = execute(new SearchOperation.Grep(GrepRequest.literal("hit")), after(40));
        assertThat(grep.timedOut()).isTrue();
        assertThat(grep.matches()).isNotEmpty().hasSizeLessThan(50);
        assertThat(grep.matches().get(0).path()).isEqualTo("f10");
        for (int i = 10; i < 60; i++) {
            write("deep/" + i + "/f", "");
        }
        var find = execute(new SearchOperation.Find(FindRequest.glob("*").in("deep")), after(20));
        assertThat(find.timedOut()).isTrue();
        assertThat(find.paths()).isNotEmpty().hasSizeLessThan(50);
    }

    @Test
    void aTreeThatHoldsARepositoryIsNeitherDeletedNorCopied() throws Exception {
        write("sub/a", "kept");
        store.createDirectory(WorkspacePath.parse("sub/.git"));
        fails(ErrorCode.PATH_PROTECTED, () -> execute(new FileOperation.Delete("sub", true)));
        fails(ErrorCode.PATH_PROTECTED, () -> execute(new FileOperation.Copy("sub", "copy", IfExists.FAIL)));
        assertThat(read("sub/a")).isEqualTo("kept");
        assertThat(store.root().children).containsOnlyKeys("sub");
    }

    @Test
    void excludesOfTheRepositoryAreHonouredAfterTheFilesOwnRules() throws Exception {
        store.createDirectory(WorkspacePath.parse(".git"));
        store.createDirectory(WorkspacePath.parse(".git/info"));
        store.replace(
                WorkspacePath.parse(".git/info/exclude"),
                Optional.empty(),
                true,
                target -> target.write(
                        java.nio.ByteBuffer.wrap("*.tmp\n".getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        write("a.tmp", "");
        write("sub/b.tmp", "");
        write("sub/.gitignore", "!b.tmp\n");
        assertThat(execute(new SearchOperation.Find(FindRequest.glob("*"))).paths())
                .containsExactly("sub/b.tmp");
    }
}
