package dev.shadow.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceTest {
    @ParameterizedTest
    @ValueSource(strings = {"wait=20", "respond-async, wait=20", "wait = \"20\"; x", "wait=20,handling=lenient"})
    void readsHowLongACallerWaits(String header) {
        assertThat(Preference.parse(header)).contains(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wait", "wait=soon", "wait=-1", "await=20", "wait=20s", "wait=9999999999"})
    void passesOverWhatItDoesNotUnderstand(String header) {
        assertThat(Preference.parse(header)).isEmpty();
    }

    @Test
    void tellsThatItIsNotDone() {
        assertThat(Preference.notYet().status()).isEqualTo(202);
    }
}
