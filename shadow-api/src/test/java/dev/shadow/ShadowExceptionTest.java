package dev.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class ShadowExceptionTest {
    private final ShadowException failure = new ShadowException(ErrorCode.NOT_FOUND, "no file a.txt");

    @Test
    void showsItsCodeBeforeItsMessage() {
        assertThat(failure).hasMessage("no file a.txt").hasToString("ShadowException[NOT_FOUND]: no file a.txt");
        assertThat(failure.message()).isEqualTo(failure.getMessage());
        assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void isNotRetryableAndHasNoDetailsUnlessToldSo() {
        assertThat(failure.retryable()).isFalse();
        assertThat(failure.details()).isEmpty();
    }

    @Test
    void aCopyWithADetailKeepsEverythingElse() {
        IOException cause = new IOException("below");
        ShadowException original = new ShadowException(ErrorCode.IO_ERROR, "broken", cause).asRetryable();
        original.addSuppressed(new IllegalStateException("earlier"));
        ShadowException copy = original.with("line", 7).with("path", "a.txt");
        assertThat(copy.details()).containsEntry("line", "7").containsEntry("path", "a.txt");
        assertThat(copy.retryable()).isTrue();
        assertThat(copy).hasCause(cause).hasMessage("broken");
        assertThat(copy.getSuppressed()).hasSize(1);
        assertThat(copy.getStackTrace()).isEqualTo(original.getStackTrace());
        assertThat(original.details()).isEmpty();
    }

    @Test
    void detailsCannotBeChanged() {
        assertThatThrownBy(() -> failure.with("a", 1).details().put("b", "2"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void survivesSerialization() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure.with("path", "a.txt").asRetryable());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ShadowException read = (ShadowException) in.readObject();
            assertThat(read.code()).isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(read.details()).containsEntry("path", "a.txt");
            assertThat(read.retryable()).isTrue();
        }
    }
}
