package dev.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shadow.Settings.Source;
import dev.shadow.git.CredentialSource;
import dev.shadow.spi.BackendEnvironment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Setting TOKEN =
            Setting.of("shadow.token", "SHADOW_TOKEN", "A token.").asSecret();

    private final Map<String, String> code = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>(Map.of("user.home", "/home/ada"));
    private final Map<String, String> environment = new HashMap<>();

    private Settings settings() {
        return Settings.over(
                code,
                name -> Optional.ofNullable(properties.get(name)),
                name -> Optional.ofNullable(environment.get(name)));
    }

    @Test
    void codeComesBeforePropertyBeforeEnvironmentBeforeDefault() {
        Setting setting = Setting.of("shadow.x", "SHADOW_X", "X.").orDefault("from default");
        assertThat(settings().value(setting)).contains("from default");
        assertThat(settings().source(setting)).isEqualTo(Source.DEFAULT);
        environment.put("SHADOW_X", "from environment");
        assertThat(settings().value(setting)).contains("from environment");
        assertThat(settings().source(setting)).isEqualTo(Source.ENVIRONMENT);
        properties.put("shadow.x", "from property");
        assertThat(settings().value(setting)).contains("from property");
        assertThat(settings().source(setting)).isEqualTo(Source.SYSTEM_PROPERTY);
        code.put("shadow.x", "from code");
        assertThat(settings().value(setting)).contains("from code");
        assertThat(settings().source(setting)).isEqualTo(Source.CODE);
    }

    @Test
    void anEmptyPropertyOrVariableCountsAsNotGiven() {
        properties.put("shadow.mode", "");
        environment.put("AGENT_MODE", "");
        assertThat(settings().value(Setting.MODE)).isEmpty();
        assertThat(settings().source(Setting.MODE)).isEqualTo(Source.UNSET);
    }

    @Test
    void valuesAreExact() {
        environment.put("SHADOW_STATE_DIR", " /tmp/a b $HOME ");
        assertThat(settings().value(Setting.STATE_DIRECTORY)).contains(" /tmp/a b $HOME ");
    }

    @Test
    void theStateDirectoryFollowsTheXdgSpecification() {
        assertThat(settings().value(Setting.STATE_DIRECTORY)).contains("/home/ada/.local/state/shadow");
        environment.put("XDG_STATE_HOME", "relative/is/ignored");
        assertThat(settings().value(Setting.STATE_DIRECTORY)).contains("/home/ada/.local/state/shadow");
        environment.put("XDG_STATE_HOME", "/state");
        assertThat(settings().value(Setting.STATE_DIRECTORY)).contains("/state/shadow");
        assertThat(new BackendEnvironment(settings(), CredentialSource.none()).stateDirectory())
                .isEqualTo(Path.of("/state/shadow"));
    }

    @Test
    void listsEverySettingWithItsEffectiveValueAndSource() {
        environment.put("AGENT_MODE", "mock");
        Settings known = settings().knowing(List.of(Setting.of("shadow.x", "SHADOW_X", "X.")));
        assertThat(known.effective())
                .extracting(each -> each.setting().name(), each -> each.value().orElse("-"), Settings.Effective::source)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("shadow.mode", "mock", Source.ENVIRONMENT),
                        org.assertj.core.groups.Tuple.tuple(
                                "shadow.state.dir", "/home/ada/.local/state/shadow", Source.DEFAULT),
                        org.assertj.core.groups.Tuple.tuple("shadow.commands.retention", "PT1H", Source.DEFAULT),
                        org.assertj.core.groups.Tuple.tuple("shadow.x", "-", Source.UNSET));
        assertThat(known.toString())
                .contains("shadow.mode = mock  [ENVIRONMENT, AGENT_MODE]", "shadow.x = (none)  [UNSET, SHADOW_X]");
    }

    @Test
    void secretsAreMaskedWhereverTheyAreShownAndGivenToWhoAsks() {
        code.put("shadow.token", "s3cr3t");
        Settings known = settings().knowing(List.of(TOKEN));
        assertThat(known.toString()).doesNotContain("s3cr3t").contains("shadow.token = ****");
        assertThat(known.effective().toString()).doesNotContain("s3cr3t");
        assertThat(known.effective().get(3).value()).contains("****");
        assertThat(new BackendEnvironment(known, CredentialSource.none()).toString())
                .doesNotContain("s3cr3t");
        assertThat(known.value(TOKEN)).contains("s3cr3t");
        assertThat(new Settings.Effective(TOKEN, Optional.of("s3cr3t"), Source.CODE).toString())
                .doesNotContain("s3cr3t");
    }

    @Test
    void aSecretThatIsAbsentShowsAsAbsent() {
        assertThat(settings().knowing(List.of(TOKEN)).toString()).contains("shadow.token = (none)");
    }

    @Test
    void theBuilderRefusesEmptyValues() {
        assertThatThrownBy(() -> Shadow.builder().mode(""))
                .isInstanceOf(ShadowException.class)
                .hasMessageContaining("shadow.mode must not be empty");
    }
}
