package dev.shadow.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Shadow;
import dev.shadow.selection.ChildJvm.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Where backends are looked for: class loaders that differ, and programs in one jar. */
class ClassLoaderSelectionTest {
    private static final Path API = Compiled.home(Shadow.class);
    private static final Path LOGGING = Compiled.home(LoggerFactory.class);

    @TempDir
    private static Path directory;

    private static Path probe;
    private static Path alpha;
    private static Path beta;

    @BeforeAll
    static void compile() {
        probe = Compiled.classes(directory.resolve("probe"), List.of(API), Sources.probe());
        alpha = provider("alpha");
        beta = provider("beta");
    }

    private static Path provider(String name) {
        Path target = Compiled.classes(directory.resolve(name), List.of(API), Sources.provider(name));
        return Compiled.withServices(target, "provider." + name + ".Provider");
    }

    private static Outcome run(List<Path> providers, String... cases) {
        List<Path> classPath = new ArrayList<>(List.of(API, LOGGING, probe));
        classPath.addAll(providers);
        return ChildJvm.run(Map.of(), List.of("-cp", Compiled.joined(classPath), "probe.Probe"), cases);
    }

    @Test
    void looksInTheGivenLoaderOnlyThenInTheContextsThenInItsOwn() {
        Outcome outcome = run(
                List.of(alpha),
                "given=" + beta,
                "given=" + beta + ",code=alpha",
                "context=" + beta + ",given=" + directory,
                "context=" + beta + ",code=beta",
                "context=" + beta + ",code=alpha",
                "context=" + alpha,
                "context=" + directory,
                "context=");
        assertThat(outcome.of("given=" + beta)).isEqualTo("beta UNSET given");
        assertThat(outcome.of("given=" + beta + ",code=alpha")).startsWith("BACKEND_NOT_FOUND ");
        assertThat(outcome.of("context=" + beta + ",given=" + directory)).startsWith("BACKEND_NONE ");
        assertThat(outcome.of("context=" + beta + ",code=beta")).isEqualTo("beta CODE context");
        assertThat(outcome.of("context=" + beta + ",code=alpha")).isEqualTo("alpha CODE app");
        assertThat(outcome.of("context=" + alpha)).isEqualTo("alpha UNSET context");
        assertThat(outcome.of("context=" + directory)).isEqualTo("alpha UNSET app");
        assertThat(outcome.of("context=")).isEqualTo("alpha UNSET app");
    }

    @Test
    void worksInAJarThatEverythingWasUnpackedInto() {
        Path both =
                Compiled.withServices(directory.resolve("merged"), "provider.alpha.Provider", "provider.beta.Provider");
        Path jar = Compiled.jar(
                directory.resolve("fat.jar"), "Main-Class: probe.Probe\n", List.of(both, probe, API, alpha, beta));
        List<Path> classPath = List.of(jar, Compiled.home(LoggerFactory.class));
        Outcome outcome = ChildJvm.run(
                Map.of("AGENT_MODE", "beta"),
                List.of("-cp", Compiled.joined(classPath), "probe.Probe"),
                "open",
                "code=alpha");
        assertThat(outcome.of("open")).isEqualTo("beta ENVIRONMENT app");
        assertThat(outcome.of("code=alpha")).isEqualTo("alpha CODE app");
    }

    @Test
    void worksInAJarOfJarsWhetherOrNotItsLoaderIsTheContexts() throws IOException {
        Path lib = Files.createDirectories(directory.resolve("outer/lib"));
        Compiled.jar(lib.resolve("api.jar"), "", List.of(API));
        Compiled.jar(lib.resolve("probe.jar"), "", List.of(probe));
        Compiled.jar(lib.resolve("alpha.jar"), "", List.of(alpha));
        Compiled.jar(lib.resolve("beta.jar"), "", List.of(beta));
        Files.copy(LOGGING, lib.resolve("logging.jar"));
        Path launcher = Compiled.classes(directory.resolve("launcher"), List.of(), Sources.launcher());
        Path jar = Compiled.jar(
                directory.resolve("nested.jar"),
                "Main-Class: launch.Launcher\n",
                List.of(launcher, directory.resolve("outer")));
        for (boolean context : new boolean[] {true, false}) {
            Outcome outcome = ChildJvm.run(
                    Map.of("AGENT_MODE", "beta"),
                    List.of("-Dlaunch.context=" + context, "-jar", jar.toString()),
                    "open",
                    "code=alpha");
            assertThat(outcome.of("open")).isEqualTo("beta ENVIRONMENT nested");
            assertThat(outcome.of("code=alpha")).isEqualTo("alpha CODE nested");
        }
    }
}
