package dev.shadow.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Shadow;
import dev.shadow.selection.ChildJvm.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.simple.SimpleLogger;

/** Every way to choose a backend on the module path, and every way to fail, each in a Java process of its own. */
class ModulePathSelectionTest {
    private static final Path API = Compiled.home(Shadow.class);
    private static final List<Path> LIBRARIES = List.of(
            API,
            Compiled.home(LoggerFactory.class),
            Compiled.home(SimpleLogger.class),
            Compiled.home(NullMarked.class));

    @TempDir
    private static Path directory;

    private static Path optional;
    private static Path probe;
    private static Path alpha;
    private static Path beta;
    private static Path unloadable;
    private static Path unopenable;

    @BeforeAll
    static void compile() {
        optional = module("optional", "exports optional;", Sources.optionalDependency(), LIBRARIES);
        probe = module("probe", "requires dev.shadow.api;", Sources.probe(), LIBRARIES);
        alpha = provider("alpha", "", Sources.provider("alpha"));
        beta = provider("beta", "", Sources.provider("beta"));
        unloadable = provider(
                "unloadable",
                "requires static test.optional;",
                Sources.providerThatExtendsTheOptionalDependency("unloadable"));
        unopenable = provider(
                "unopenable",
                "requires static test.optional;",
                Sources.providerThatOpensTheOptionalDependency("unopenable"));
    }

    private static Path provider(String name, String more, Map<String, String> sources) {
        String body = "requires dev.shadow.api; provides dev.shadow.spi.BackendProvider with provider." + name
                + ".Provider; " + more;
        List<Path> modulePath = new ArrayList<>(LIBRARIES);
        modulePath.add(optional);
        return module(name, body, sources, modulePath);
    }

    private static Path module(String name, String body, Map<String, String> sources, List<Path> modulePath) {
        Map<String, String> all = new HashMap<>(sources);
        all.put("module-info", "module test." + name + " { " + body + " }");
        return Compiled.module(directory.resolve(name), modulePath, all);
    }

    private static Outcome run(Map<String, String> environment, List<Path> providers, String... cases) {
        return run(environment, List.of(), providers, cases);
    }

    private static Outcome run(
            Map<String, String> environment, List<String> more, List<Path> providers, String... cases) {
        List<Path> modulePath = new ArrayList<>(LIBRARIES);
        modulePath.add(probe);
        modulePath.addAll(providers);
        List<String> options = new ArrayList<>(List.of("-p", Compiled.joined(modulePath)));
        options.addAll(more);
        options.addAll(List.of("-m", "test.probe/probe.Probe"));
        return ChildJvm.run(environment, options, cases);
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
                .contains("the system property shadow.mode");
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
                "property=alpha,code=beta");
        assertThat(outcome.of("open")).isEqualTo("alpha ENVIRONMENT app");
        assertThat(outcome.of("property=beta")).isEqualTo("beta SYSTEM_PROPERTY app");
        assertThat(outcome.of("property=alpha,code=beta")).isEqualTo("beta CODE app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "remote", "mock"})
    void agentModeNamesTheBackend(String mode) {
        List<Path> providers = List.of("local", "remote", "mock").stream()
                .map(name -> provider(name, "", Sources.provider(name)))
                .toList();
        assertThat(run(Map.of("AGENT_MODE", mode), providers, "open").of("open"))
                .isEqualTo(mode + " ENVIRONMENT app");
    }

    @Test
    void aBackendThatTheEnvironmentNamesAndThatIsAbsentIsNeverReplaced() {
        assertThat(run(Map.of("AGENT_MODE", "remote"), List.of(alpha), "open").of("open"))
                .startsWith("BACKEND_NOT_FOUND ")
                .contains("dev.shadow:shadow-remote", "the environment variable AGENT_MODE", "Present: alpha");
    }

    @Test
    void withNonePresentTheErrorNamesTheArtifactToAdd() {
        assertThat(run(Map.of(), List.of(), "open").of("open"))
                .startsWith("BACKEND_NONE ")
                .contains("dev.shadow:shadow-local");
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
                .contains("optional/Dependency");
        assertThat(outcome.log()).contains("A backend cannot be used: ", "optional/Dependency");
        assertThat(run(Map.of(), List.of(unloadable), "open").of("open"))
                .startsWith("BACKEND_UNAVAILABLE ")
                .contains("optional/Dependency");
    }

    @Test
    void aProviderWhoseOptionalModuleIsThereWorks() {
        List<String> withOptional = List.of("--add-modules", "test.optional");
        List<Path> modules = List.of(unloadable, unopenable, optional);
        Outcome outcome = run(Map.of(), withOptional, modules, "code=unloadable", "code=unopenable");
        assertThat(outcome.of("code=unloadable")).isEqualTo("unloadable CODE app");
        assertThat(outcome.of("code=unopenable")).isEqualTo("unopenable CODE app");
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
    void aServicesFileOfTheClassPathThatNamesNoClassHidesNoModule() {
        Path stale = Compiled.withServices(directory.resolve("stale"), "provider.gone.Provider");
        List<String> classPath = List.of("-cp", stale.toString());
        Outcome outcome = run(Map.of(), classPath, List.of(alpha), "code=alpha", "code=gone");
        assertThat(outcome.of("code=alpha")).isEqualTo("alpha CODE app");
        assertThat(outcome.of("code=gone")).startsWith("BACKEND_UNAVAILABLE ").contains("provider.gone.Provider");
    }

    @Test
    void findsProvidersOfALayerByItsLoader() {
        Outcome outcome = run(Map.of(), List.of(), "layer=" + beta, "open");
        assertThat(outcome.of("layer=" + beta)).startsWith("beta UNSET ");
        assertThat(outcome.of("open")).startsWith("BACKEND_NONE ");
    }
}
