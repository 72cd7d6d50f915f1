package dev.shadow.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    private static long hash(byte[] data) {
        ContentHash hash = new ContentHash();
        hash.update(data, 0, data.length);
        return hash.value();
    }

    @Test
    void givesTheCheckValuesOfBothPolynomials() {
        assertThat(hash(new byte[0])).isZero();
        assertThat(hash("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xCBF43926_E3069283L);
    }

    @Test
    void everyChangeOfOneOrTwoBitsTells() {
        byte[] data = new byte[40];
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < data.length * 8; i++) {
            data[i / 8] ^= (byte) (1 << (i % 8));
            assertThat(seen.add(hash(data))).isTrue();
            for (int j = i + 1; j < data.length * 8; j++) {
                data[j / 8] ^= (byte) (1 << (j % 8));
                assertThat(seen.add(hash(data))).isTrue();
                data[j / 8] ^= (byte) (1 << (j % 8));
            }
            data[i / 8] ^= (byte) (1 << (i % 8));
        }
    }

    @Test
    void doesNotDependOnThePieces() {
        byte[] data = new byte[50_000];
        Random random = new Random(7);
        random.nextBytes(data);
        for (int round = 0; round < 200; round++) {
            ContentHash pieces = new ContentHash();
            for (int at = 0; at < data.length; ) {
                int size = Math.min(data.length - at, random.nextInt(40_000));
                pieces.update(data, at, size);
                at += size;
            }
            assertThat(pieces.value()).isEqualTo(hash(data));
            assertThat(pieces.length()).isEqualTo(data.length);
        }
    }
}
