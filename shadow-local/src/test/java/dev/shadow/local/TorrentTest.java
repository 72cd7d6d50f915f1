package dev.shadow.local;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TorrentTest {
    private final Torrent torrent = new Torrent();

    @Test
    void ordinaryOutputIsFetchedAtOnce() {
        torrent.took(80);
        Awaitility.await().during(Duration.ofMillis(20)).until(() -> !torrent.isOn());
    }

    @Test
    void beginsWithMuchInAMomentAndEndsWithQuiet() {
        torrent.took(Integer.MAX_VALUE);
        Awaitility.await().until(torrent::isOn);
        Awaitility.await().until(() -> !torrent.isOn());
    }
}
