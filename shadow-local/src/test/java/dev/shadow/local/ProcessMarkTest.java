package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcessMarkTest {
    @Test
    void marksStandSideBySide() {
        ProcessMark outer = ProcessMark.create(Path.of("/work"));
        ProcessMark inner = ProcessMark.create(Path.of("/work"));
        String value = inner.value(outer.value("", "c-1"), "c-2");
        assertThat(outer.isOn(value, "c-1")).isTrue();
        assertThat(inner.isOn(value, "c-2")).isTrue();
        assertThat(inner.isOn(value, "c-1")).isFalse();
        assertThat(inner.isOn(value, "c-")).isFalse();
        assertThat(outer.isOn(value) && inner.isOn(value)).isTrue();
        assertThat(inner.isOrphaned(value)).isFalse();
    }
}
