package dev.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.command.CommandOperation;
import dev.shadow.file.FileOperation;
import dev.shadow.git.GitOperation;
import dev.shadow.search.SearchOperation;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationType;
import dev.shadow.terminal.TerminalOperation;
import dev.shadow.watch.WatchOperation;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names go over a wire, into audit records and policies: a change here is a break of the protocol. */
class OperationNamesTest {
    /** Name, capability, effect and default timeout. */
    private static final List<String> NAMES = List.of(
            "command.closeStdin STDIN_OPEN IDEMPOTENT PT30S",
            "command.describe COMMANDS READ PT30S",
            "command.followOutput COMMANDS READ PT30S",
            "command.kill COMMANDS IDEMPOTENT PT30S",
            "command.list COMMANDS READ PT30S",
            "command.onExit COMMANDS READ PT30S",
            "command.readOutput COMMANDS READ PT30S",
            "command.resize PTY IDEMPOTENT PT30S",
            "command.run COMMANDS WRITE PT30S",
            "command.signal COMMANDS WRITE PT30S",
            "command.start COMMANDS WRITE PT30S",
            "command.writeStdin STDIN_OPEN WRITE PT30S",
            "file.applyPatch PATCHES WRITE PT30S",
            "file.copy FILES WRITE PT30S",
            "file.delete FILES WRITE PT30S",
            "file.download FILES READ PT30S",
            "file.edit FILES WRITE PT30S",
            "file.list FILES READ PT30S",
            "file.mkdir FILES IDEMPOTENT PT30S",
            "file.move FILES WRITE PT30S",
            "file.read FILES READ PT30S",
            "file.readMany FILES READ PT30S",
            "file.stat FILES READ PT30S",
            "file.upload FILES WRITE PT30S",
            "file.write FILES WRITE PT30S",
            "git.checkpoint CHECKPOINTS WRITE PT2M",
            "git.checkpoints CHECKPOINTS READ PT2M",
            "git.commit GIT WRITE PT2M",
            "git.configureUser GIT IDEMPOTENT PT2M",
            "git.createShadowBranch GIT IDEMPOTENT PT10M",
            "git.currentBranch GIT READ PT2M",
            "git.deleteCheckpoint CHECKPOINTS IDEMPOTENT PT2M",
            "git.diff GIT READ PT2M",
            "git.head GIT READ PT2M",
            "git.log GIT READ PT2M",
            "git.mergeBase MERGE WRITE PT10M",
            "git.push GIT IDEMPOTENT PT10M",
            "git.restore CHECKPOINTS WRITE PT2M",
            "git.status GIT READ PT2M",
            "search.find SEARCH READ PT1M",
            "search.grep SEARCH READ PT1M",
            "terminal.append TERMINAL WRITE PT30S",
            "terminal.clear TERMINAL WRITE PT30S",
            "terminal.persist TERMINAL_LOG WRITE PT30S",
            "terminal.restore TERMINAL_LOG WRITE PT30S",
            "terminal.snapshot TERMINAL READ PT30S",
            "terminal.snapshotBetween TERMINAL READ PT30S",
            "terminal.stats TERMINAL READ PT30S",
            "terminal.subscribe TERMINAL READ PT30S",
            "watch.subscribe WATCH READ PT30S");

    private static Stream<Class<?>> operations() {
        return Stream.<Class<?>>of(
                        FileOperation.class,
                        SearchOperation.class,
                        CommandOperation.class,
                        GitOperation.class,
                        TerminalOperation.class,
                        WatchOperation.class)
                .flatMap(type -> type.isSealed() ? Stream.of(type.getPermittedSubclasses()) : Stream.of(type));
    }

    private static OperationType type(Class<?> operation) {
        try {
            return (OperationType) operation.getField("TYPE").get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(operation + " has no public TYPE", e);
        }
    }

    @Test
    void everyOperationIsARecordWithATypeOfItsOwn() {
        assertThat(operations()).isNotEmpty().allSatisfy(operation -> {
            assertThat(operation.isRecord()).isTrue();
            assertThat(Modifier.isPublic(operation.getModifiers())).isTrue();
            assertThat(Operation.class.isAssignableFrom(operation)).isTrue();
            assertThat(type(operation).timeout()).isPositive();
        });
        assertThat(operations().map(OperationNamesTest::type)).doesNotHaveDuplicates();
        assertThat(operations().map(operation -> type(operation).name())).doesNotHaveDuplicates();
    }

    @Test
    void theNamesAndWhatHoldsOfThemStayAsTheyAre() {
        assertThat(operations()
                        .map(OperationNamesTest::type)
                        .map(type -> type.name() + " " + type.capability() + " " + type.effect() + " " + type.timeout())
                        .sorted())
                .containsExactlyElementsOf(NAMES);
    }
}
