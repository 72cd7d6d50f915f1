package dev.shadow.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.Capabilities;
import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.file.FileOperation;
import dev.shadow.git.GitOperation;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperationTableTest {
    private static final CallContext CALL =
            new CallContext("w", Deadline.after(Duration.ofSeconds(9)), "r", Optional.empty());

    @Test
    void sendsEachOperationToItsHandler() throws InterruptedException {
        StringBuilder seen = new StringBuilder();
        OperationTable table = OperationTable.builder()
                .can(Capability.FILES)
                .can(Capability.GIT)
                .on(FileOperation.MakeDirectory.class, (operation, call) -> {
                    seen.append("mkdir ").append(operation.path()).append(' ').append(call.requestId());
                    return Done.DONE;
                })
                .on(GitOperation.Head.class, (operation, call) -> Optional.of("abc"))
                .build();
        assertThat(table.execute(new FileOperation.MakeDirectory("a"), CALL)).isEqualTo(Done.DONE);
        assertThat(table.execute(new GitOperation.Head(), CALL)).contains("abc");
        assertThat(seen).hasToString("mkdir a r");
        assertThat(table.capabilities()).isEqualTo(Capabilities.of(Capability.GIT, Capability.FILES));
    }

    @Test
    void theLastHandlerOfAClassHolds() throws InterruptedException {
        OperationTable table = OperationTable.builder()
                .can(Capability.GIT)
                .on(GitOperation.Head.class, (operation, call) -> Optional.of("first"))
                .on(GitOperation.Head.class, (operation, call) -> Optional.of("second"))
                .build();
        assertThat(table.execute(new GitOperation.Head(), CALL)).contains("second");
    }

    @Test
    void anUndeclaredCapabilityIsRefusedByNameEvenWithAHandler() {
        OperationTable table = OperationTable.builder()
                .can(Capability.FILES)
                .on(GitOperation.Head.class, (operation, call) -> Optional.of("abc"))
                .build();
        ShadowException refusal =
                catchThrowableOfType(ShadowException.class, () -> table.execute(new GitOperation.Head(), CALL));
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNSUPPORTED);
        assertThat(refusal.details()).containsEntry("capability", "GIT");
        assertThat(refusal.message()).contains("no GIT", "[FILES]");
    }

    @Test
    void anOperationWithoutHandlerIsRefusedByName() {
        OperationTable table = OperationTable.builder().can(Capability.FILES).build();
        ShadowException refusal =
                catchThrowableOfType(ShadowException.class, () -> table.execute(new FileOperation.Stat("a"), CALL));
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNSUPPORTED);
        assertThat(refusal.details()).containsEntry("capability", "FILES").containsEntry("operation", "file.stat");
    }

    @Test
    void laterChangesOfTheBuilderDoNotReachTheTable() {
        OperationTable.Builder builder = OperationTable.builder();
        OperationTable table = builder.build();
        builder.can(Capability.FILES);
        assertThat(table.capabilities().asSet()).isEmpty();
    }
}
