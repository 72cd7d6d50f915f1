package dev.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BytesTest {
    private final Bytes digits = Bytes.utf8("0123456789");

    @Test
    void copiesWhatItIsGiven() {
        byte[] source = {1, 2, 3};
        Bytes copy = Bytes.copyOf(source);
        source[0] = 9;
        assertThat(copy.byteAt(0)).isEqualTo((byte) 1);
        copy.toByteArray()[1] = 9;
        assertThat(copy.byteAt(1)).isEqualTo((byte) 2);
    }

    @Test
    void aSliceIsAPartAndASliceOfASliceToo() throws IOException {
        Bytes part = digits.slice(2, 8).slice(1, 4);
        assertThat(part.utf8()).isEqualTo("345");
        assertThat(part.size()).isEqualTo(3);
        assertThat(part.byteAt(2)).isEqualTo((byte) '5');
        assertThat(part.toByteArray()).isEqualTo("345".getBytes(StandardCharsets.US_ASCII));
        assertThat(part.asInputStream().readAllBytes()).isEqualTo(part.toByteArray());
        assertThat(part.asByteBuffer().remaining()).isEqualTo(3);
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        part.writeTo(target);
        assertThat(target.toByteArray()).isEqualTo(part.toByteArray());
    }

    @Test
    void countsLinesOfAnyBytesWhereverTheyLie() {
        byte[] all = new byte[3 * 256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i % 3 == 0 ? '\n' : i / 3);
        }
        for (int from = 0; from < 20; from++) {
            for (int to = all.length - 20; to <= all.length; to++) {
                Bytes part = Bytes.wrap(all).slice(from, to);
                assertThat(part.countLines())
                        .isEqualTo(part.text(StandardCharsets.ISO_8859_1).split("(?<=\n)").length);
            }
        }
    }

    @Test
    void refusesWhatLiesOutsideASlice() {
        Bytes part = digits.slice(2, 5);
        assertThatThrownBy(() -> part.byteAt(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> part.byteAt(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> part.slice(0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> part.slice(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void equalContentIsEqualWhereverItIsStored() {
        assertThat(digits.slice(3, 6)).isEqualTo(Bytes.utf8("345")).hasSameHashCodeAs(Bytes.utf8("345"));
        assertThat(digits.slice(3, 6)).isNotEqualTo(Bytes.utf8("346"));
        assertThat(digits.slice(4, 4)).isEqualTo(Bytes.EMPTY).hasSameHashCodeAs(Bytes.wrap(new byte[0]));
        assertThat(Bytes.EMPTY.isEmpty()).isTrue();
    }

    @Test
    void cannotBeWrittenToThroughItsBuffer() {
        assertThatThrownBy(() -> digits.asByteBuffer().put((byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void keepsTextToTheLetter() {
        String text = "  naïve ✓ 𝄞\r\n\n";
        assertThat(Bytes.utf8(text).utf8()).isEqualTo(text);
        assertThat(Bytes.utf8(text).isUtf8()).isTrue();
        assertThat(Bytes.EMPTY.isUtf8()).isTrue();
    }

    @Test
    void bytesThatAreNoUtf8StayAsTheyAre() {
        byte[] latin1 = "naïve".getBytes(StandardCharsets.ISO_8859_1);
        Bytes bytes = Bytes.copyOf(latin1);
        assertThat(bytes.isUtf8()).isFalse();
        assertThat(bytes.utf8()).contains("\uFFFD");
        assertThat(bytes.text(StandardCharsets.ISO_8859_1)).isEqualTo("naïve");
        assertThat(bytes.toByteArray()).isEqualTo(latin1);
        assertThat(Bytes.utf8("ï").slice(0, 1).isUtf8()).isFalse();
    }

    @Test
    void showsItsSizeAndNotItsContent() {
        assertThat(Bytes.utf8("secret")).hasToString("Bytes[6]");
    }
}
