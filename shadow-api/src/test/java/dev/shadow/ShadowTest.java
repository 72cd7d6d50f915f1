package dev.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.spi.Backend;
import dev.shadow.spi.BackendEnvironment;
import dev.shadow.spi.BackendProvider;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShadowTest {
    private static final Setting EXTRA =
            Setting.of("shadow.extra", "SHADOW_EXTRA", "Extra.").orDefault("7");

    private final List<String> calls = new ArrayList<>();
    private Optional<BackendEnvironment> opened = Optional.empty();

    private final BackendProvider provider = new BackendProvider() {
        @Override
        public String name() {
            return "mine";
        }

        @Override
        public List<Setting> settings() {
            return List.of(EXTRA);
        }

        @Override
        public Backend open(BackendEnvironment environment) {
            opened = Optional.of(environment);
            return (Backend) Proxy.newProxyInstance(
                    Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                        calls.add(method.getName());
                        return method.getName().equals("list") ? List.of() : null;
                    });
        }
    };

    @Test
    void aBackendGivenInCodeIsUsedWhateverTheSettingsSay() {
        try (Shadow shadow = Shadow.builder().backend(provider).mode("other").open()) {
            assertThat(shadow.mode()).isEqualTo("mine");
            assertThat(shadow.workspaces().list()).isEmpty();
        }
    }

    @Test
    void theBackendSeesItsSettingsAndThoseOfTheBuilder() {
        try (Shadow shadow = Shadow.builder()
                .backend(provider)
                .stateDirectory(Path.of("state"))
                .open()) {
            assertThat(opened).hasValueSatisfying(environment -> {
                assertThat(environment.settings().value(EXTRA)).contains("7");
                assertThat(environment.stateDirectory())
                        .isEqualTo(Path.of("state").toAbsolutePath());
            });
            assertThat(shadow.settings().toString()).contains("shadow.extra = 7  [DEFAULT, SHADOW_EXTRA]");
        }
    }

    @Test
    void closesTheBackendOnceAndRefusesCallsFromThenOn() {
        Shadow shadow = Shadow.builder().backend(provider).open();
        shadow.close();
        shadow.close();
        assertThat(calls).containsExactly("close");
        ShadowException refusal = catchThrowableOfType(
                ShadowException.class, () -> shadow.workspaces().list());
        assertThat(refusal.code()).isEqualTo(ErrorCode.CLOSED);
        assertThat(calls).containsExactly("close");
    }

    @Test
    void withoutAnyBackendTheErrorNamesTheArtifact() {
        ShadowException refusal = catchThrowableOfType(ShadowException.class, Shadow::open);
        assertThat(refusal.code()).isIn(ErrorCode.BACKEND_NONE, ErrorCode.BACKEND_NOT_FOUND);
        assertThat(refusal.message()).contains("dev.shadow:shadow-");
    }
}
