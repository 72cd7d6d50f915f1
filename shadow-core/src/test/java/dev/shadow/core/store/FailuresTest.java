package dev.shadow.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void eachFailureOfAStoreHasItsCode() {
        Map<IOException, ErrorCode> expected = Map.of(
                new NoSuchFileException("/host/f"), ErrorCode.NOT_FOUND,
                new AccessDeniedException("/host/f"), ErrorCode.PERMISSION_DENIED,
                new FileAlreadyExistsException("/host/f"), ErrorCode.ALREADY_EXISTS,
                new NotDirectoryException("/host/f"), ErrorCode.NOT_A_DIRECTORY,
                new DirectoryNotEmptyException("/host/f"), ErrorCode.NOT_EMPTY,
                new IOException("No space left on device"), ErrorCode.NO_SPACE,
                new FileSystemException("/host/f", null, "Disk quota exceeded"), ErrorCode.NO_SPACE,
                new FileSystemException("/host/f", null, "Read-only file system"), ErrorCode.PERMISSION_DENIED,
                new FileSystemException("/host/f", null, "File name too long"), ErrorCode.PATH_INVALID,
                new IOException("odd /host/f"), ErrorCode.IO_ERROR);
        expected.forEach((failure, code) -> {
            ShadowException translated = Failures.of("dir/f", failure);
            assertThat(translated.code()).isEqualTo(code);
            assertThat(translated.message()).contains("'dir/f'").doesNotContain("/host");
            assertThat(translated.details()).containsEntry("path", "dir/f");
        });
    }

    @Test
    void anInterruptStaysAnInterrupt() {
        assertThatThrownBy(() -> Failures.translate("f", () -> {
                    throw new ClosedByInterruptException();
                }))
                .isInstanceOf(InterruptedException.class);
    }
}
