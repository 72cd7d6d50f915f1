package dev.shadow.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    private static long hash(byte[] data) {
        ContentHash hash = new ContentHash();
        hash.update(data, 0, data.length);
        return hash.value();
    }

    @Test
    void givesTheValuesThatAreKnownOfXxh64() {
        assertThat(hash(new byte[0])).isEqualTo(0xEF46DB3751D8E999L);
        assertThat(hash("a".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xD24EC4F1A98C6E5BL);
        assertThat(hash("abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0x44BC2CF5AD770999L);
        assertThat(hash("Nobody inspects the spammish repetition".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(0xFBCEA83C8A378BF1L);
    }

    @Test
    void doesNotDependOnThePieces() {
        byte[] data = new byte[1_000];
        Random random = new Random(7);
        random.nextBytes(data);
        for (int round = 0; round < 200; round++) {
            ContentHash pieces = new ContentHash();
            for (int at = 0; at < data.length; ) {
                int size = Math.min(data.length - at, random.nextInt(80));
                pieces.update(data, at, size);
                at += size;
            }
            assertThat(pieces.value()).isEqualTo(hash(data));
            assertThat(pieces.length()).isEqualTo(data.length);
        }
    }
}
