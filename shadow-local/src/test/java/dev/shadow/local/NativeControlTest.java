package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shadow.ErrorCode;
import dev.shadow.Settings;
import dev.shadow.ShadowException;
import dev.shadow.command.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NativeControlTest {
    private static Settings settings(String processes) {
        return Settings.over(
                Map.of(ProcessControls.SETTING.name(), processes), name -> Optional.empty(), name -> Optional.empty());
    }

    @Test
    void isChosenByItselfAndNotWhenItIsNotWanted() {
        assertThat(NativeControl.obstacle()).isEmpty();
        assertThat(ProcessControls.chosen(settings("auto"))).isEqualTo(ProcessControls.NATIVE);
        assertThat(ProcessControls.chosen(settings("native"))).isEqualTo(ProcessControls.NATIVE);
        assertThat(ProcessControls.chosen(settings("jdk"))).isEqualTo(ProcessControls.JDK);
        assertThat(ProcessControls.JDK.obstacle())
                .hasValueSatisfying(why -> assertThat(why).contains(ProcessControls.SETTING.name()));
        assertThatThrownBy(() -> ProcessControls.chosen(settings("best")))
                .isInstanceOfSatisfying(
                        ShadowException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }

    @Test
    void seesTheEndWhereTheKernelHasNoDescriptorForIt() throws IOException {
        Pipe output = new Pipe();
        try (PollSet polled = new PollSet(1)) {
            Path shell = Path.of("/bin/sh");
            List<String> argv = List.of("sh", "-c", "exit 9");
            Launch launch =
                    new Launch(shell, argv, Map.of(), Path.of("/"), false, false, Optional.empty(), value -> false);
            int pid = Spawn.start(launch, -1, output.writer(), output.writer());
            int end = NativeControl.awaitedEndOf(pid);
            polled.watch(0, end, LibC.POLLIN);
            polled.await();
            assertThat(polled.isFound(0)).isTrue();
            LibC.close(end);
            assertThat(NativeProcess.fetch(pid)).isEqualTo(9 << 8);
        } finally {
            output.close();
        }
    }

    @Test
    void namesSignalsAsTheShellDoes() throws IOException, InterruptedException {
        for (int number = 1; number <= 31; number++) {
            Process kill = new ProcessBuilder("/bin/kill", "-l", Integer.toString(number)).start();
            String name = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(kill.waitFor()).isZero();
            assertThat(SignalNumbers.name(number)).isEqualTo(name.equals("POLL") ? "IO" : name);
            assertThat(SignalNumbers.of(new Signal(SignalNumbers.name(number)))).isEqualTo(number);
        }
        assertThatThrownBy(() -> SignalNumbers.of(new Signal("NONSENSE"))).isInstanceOf(ShadowException.class);
    }
}
