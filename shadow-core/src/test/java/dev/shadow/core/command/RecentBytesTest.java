package dev.shadow.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentBytesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 65_536, 1 << 20})
    void holdsExactlyTheLastBytesWhateverTheirPieces(int capacity) {
        Random random = new Random(capacity);
        RecentBytes recent = new RecentBytes(capacity);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 400; i++) {
            byte[] piece = new byte[1 + random.nextInt(i % 10 == 0 ? 30_000 : 200)];
            random.nextBytes(piece);
            recent.append(piece, piece.length);
            all.writeBytes(piece);
            byte[] stream = all.toByteArray();
            assertThat(recent.start()).isEqualTo(Math.max(0, stream.length - capacity));
            int from = (int) recent.start() + random.nextInt(stream.length - (int) recent.start());
            int most = 1 + random.nextInt(50_000);
            Bytes expected = Bytes.wrap(stream).slice(from, (int) Math.min(stream.length, (long) from + most));
            assertThat(recent.copy(from, most)).isEqualTo(expected);
            Bytes next = recent.next(from, most);
            assertThat(next).isEqualTo(expected.slice(0, next.size()));
            assertThat(next.isEmpty()).isFalse();
        }
    }

    /** Slices lie in blocks that are written on. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 5_000})
    void whatAReaderHoldsNeverChanges(int size) {
        RecentBytes recent = new RecentBytes(10_000);
        List<Bytes> held = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            byte[] piece = new byte[size];
            Arrays.fill(piece, (byte) i);
            recent.append(piece, size);
            held.add(recent.copy((long) i * size, size));
        }
        for (int i = 0; i < held.size(); i++) {
            byte expected = (byte) i;
            assertThat(held.get(i).toByteArray()).hasSize(size).containsOnly(expected);
        }
    }
}
