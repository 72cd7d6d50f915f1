package dev.shadow.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Shadow;
import dev.shadow.selection.ChildJvm.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.simple.SimpleLogger;

/** Every way to choose a backend on the class path, and every way to fail, each in a Java process of its own. */
class ClassPathSelectionTest {
    private static final Path API = Compiled.home(Shadow.class);
    private static final List<Path> LIBRARIES =
            List.of(API, Compiled.home(LoggerFactory.class), Compiled.home(SimpleLogger.class));

    @TempDir
    private static Path directory;

    private static Path probe;
    private static Path alpha;
    private static Path beta;
    private static Path unloadable;
    private static Path unopenable;

    @BeforeAll
    static void compile() {
        Path optional = Compiled.classes(directory.resolve("optional"), List.of(API), Sources.optionalDependency());
        probe = Compiled.classes(directory.resolve("probe"), List.of(API), Sources.probe());
        alpha = provider("alpha", Sources.provider("alpha"), API);
        beta = provider("beta", Sources.provider("beta"), API);
        unloadable =
                provider("unloadable", Sources.providerThatExtendsTheOptionalDependency("unloadable"), API, optional);
        unopenable =
                provider("unopenable", Sources.providerThatOpensTheOptionalDependency("unopenable"), API, optional);
    }

    private static Path provider(String name, Map<String, String> sources, Path... classPath) {
        Path target = Compiled.classes(directory.resolve(name), List.of(classPath), sources);
        return Compiled.withServices(target, "provider." + name + ".Provider");
    }

    private static Outcome run(Map<String, String> environment, List<Path> providers, String... cases) {
        List<Path> classPath = new ArrayList<>(LIBRARIES);
        classPath.add(probe);
        classPath.addAll(providers);
        return ChildJvm.run(environment, List.of("-cp", Compiled.joined(classPath), "probe.Probe"), cases);
    }

    @Test
    void withOnlyOnePresentNothingNeedBeChosen() {
        Outcome outcome = run(Map.of(), List.of(alpha), "open", "code=alpha", "code=nope", "property=nope");
        assertThat(outcome.of("open")).isEqualTo("alpha UNSET app");
        assertThat(outcome.of("code=alpha")).isEqualTo("alpha CODE app");
        assertThat(outcome.of("code=nope"))
                .startsWith("BACKEND_NOT_FOUND ")
                .contains("dev.shadow:shadow-nope", "Shadow.builder().mode", "Present: alpha");
        assertThat(outcome.of("property=nope"))
                .startsWith("BACKEND_NOT_FOUND ")
                .contains("dev.shadow:shadow-nope", "the system property shadow.mode");
    }

    @Test
    void withTwoPresentOneMustBeChosen() {
        Outcome outcome = run(Map.of(), List.of(alpha, beta), "open", "code=beta", "property=alpha");
        assertThat(outcome.of("open"))
                .startsWith("BACKEND_AMBIGUOUS ")
                .contains("alpha (provider.alpha.Provider)", "beta (provider.beta.Provider)")
                .contains("AGENT_MODE", "shadow.mode", "Shadow.builder().mode");
        assertThat(outcome.of("code=beta")).isEqualTo("beta CODE app");
        assertThat(outcome.of("property=alpha")).isEqualTo("alpha SYSTEM_PROPERTY app");
    }

    @Test
    void codeIsStrongerThanThePropertyAndThePropertyThanTheEnvironment() {
        Outcome outcome = run(
                Map.of("AGENT_MODE", "alpha"),
                List.of(alpha, beta),
                "open",
                "property=beta",
                "code=beta",
                "property=alpha,code=beta",
                "property=");
        assertThat(outcome.of("open")).isEqualTo("alpha ENVIRONMENT app");
        assertThat(outcome.of("property=beta")).isEqualTo("beta SYSTEM_PROPERTY app");
        assertThat(outcome.of("code=beta")).isEqualTo("beta CODE app");
        assertThat(outcome.of("property=alpha,code=beta")).isEqualTo("beta CODE app");
        assertThat(outcome.of("property=")).isEqualTo("alpha ENVIRONMENT app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "remote", "mock"})
    void agentModeNamesTheBackend(String mode) {
        List<Path> providers = List.of("local", "remote", "mock").stream()
                .map(name -> provider(name, Sources.provider(name), API))
                .toList();
        assertThat(run(Map.of("AGENT_MODE", mode), providers, "open").of("open"))
                .isEqualTo(mode + " ENVIRONMENT app");
    }

    @Test
    void aBackendThatTheEnvironmentNamesAndThatIsAbsentIsNeverReplaced() {
        assertThat(run(Map.of("AGENT_MODE", "remote"), List.of(alpha), "open").of("open"))
                .startsWith("BACKEND_NOT_FOUND ")
                .contains("'remote'", "dev.shadow:shadow-remote", "the environment variable AGENT_MODE")
                .contains("Present: alpha");
    }

    @Test
    void withNonePresentTheErrorNamesTheArtifactToAdd() {
        Outcome outcome = run(Map.of(), List.of(), "open", "code=local");
        assertThat(outcome.of("open")).startsWith("BACKEND_NONE ").contains("dev.shadow:shadow-local");
        assertThat(outcome.of("code=local"))
                .startsWith("BACKEND_NOT_FOUND ")
                .contains("dev.shadow:shadow-local", "Present: none");
    }

    @Test
    void aProviderThatCannotLoadHidesNoOther() {
        Outcome outcome = run(Map.of(), List.of(unloadable, alpha, beta), "open", "code=alpha", "code=unloadable");
        assertThat(outcome.of("code=alpha")).isEqualTo("alpha CODE app");
        assertThat(outcome.of("open"))
                .startsWith("BACKEND_AMBIGUOUS ")
                .contains("alpha (", "beta (", "optional/Dependency");
        assertThat(outcome.of("code=unloadable"))
                .startsWith("BACKEND_UNAVAILABLE ")
                .contains("'unloadable'", "Present and broken: ", "optional/Dependency");
        assertThat(outcome.log()).contains("A backend cannot be used: ", "optional/Dependency");
    }

    @Test
    void aProviderThatCannotLoadIsTheReasonWhenThereIsNoOther() {
        assertThat(run(Map.of(), List.of(unloadable), "open").of("open"))
                .startsWith("BACKEND_UNAVAILABLE ")
                .contains("optional/Dependency");
    }

    @Test
    void aProviderThatCannotOpenIsNeverReplaced() {
        Outcome outcome = run(Map.of("AGENT_MODE", "unopenable"), List.of(unopenable, alpha), "open", "code=alpha");
        assertThat(outcome.of("open"))
                .startsWith("BACKEND_UNAVAILABLE ")
                .contains("'unopenable'", "optional/Dependency", "add the optional dependency");
        assertThat(outcome.of("code=alpha")).isEqualTo("alpha CODE app");
    }

    @Test
    void aServicesFileThatNamesNoClassHidesNoOther() {
        Path stale = Compiled.withServices(directory.resolve("stale"), "provider.gone.Provider");
        Path garbled = Compiled.withServices(directory.resolve("garbled"), "two words");
        Outcome outcome = run(Map.of(), List.of(stale, garbled, alpha), "code=alpha", "code=gone");
        assertThat(outcome.of("code=alpha")).isEqualTo("alpha CODE app");
        assertThat(outcome.of("code=gone"))
                .startsWith("BACKEND_UNAVAILABLE ")
                .contains("provider.gone.Provider", "garbled");
        assertThat(run(Map.of(), List.of(stale), "open").of("open"))
                .startsWith("BACKEND_UNAVAILABLE ")
                .contains("provider.gone.Provider");
    }

    @Test
    void theOnlyOneThatLoadsIsUsedAndTheLogSaysWhatIsBroken() {
        Outcome outcome = run(Map.of(), List.of(unloadable, alpha), "open");
        assertThat(outcome.of("open")).isEqualTo("alpha UNSET app");
        assertThat(outcome.log()).contains("WARN", "a class that a provider needs is missing", "optional/Dependency");
    }

    @Test
    void aProviderWhoseSettingsCannotLoadIsNeverReplaced() {
        Path optional = directory.resolve("optional");
        Path unset = provider("unset", Sources.providerWhoseSettingsNeedTheOptionalDependency("unset"), API, optional);
        assertThat(run(Map.of("AGENT_MODE", "unset"), List.of(unset, alpha), "open")
                        .of("open"))
                .startsWith("BACKEND_UNAVAILABLE ")
                .contains("'unset'", "optional/Dependency");
    }
}
