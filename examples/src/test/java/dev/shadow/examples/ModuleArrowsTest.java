package dev.shadow.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Holds the modules to the arrows that ARCHITECTURE.md draws: first in their POMs, then in their classes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModuleArrowsTest {
    private static final Path ROOT = root();

    private static final String ANYTHING = "*";

    /** Module to the artifacts its main code may stand on. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            entry("shadow-bom", Set.of()),
            entry("shadow-api", Set.of("slf4j-api", "jspecify")),
            entry("shadow-core", Set.of("shadow-api", "org.eclipse.jgit")),
            entry("shadow-local", Set.of("shadow-core", "org.eclipse.jgit.ssh.apache", "jna", "pty4j")),
            entry(
                    "shadow-protocol",
                    Set.of("shadow-api", "jackson-databind", "jackson-datatype-jdk8", "jackson-datatype-jsr310")),
            entry("shadow-remote", Set.of("shadow-protocol", "okhttp-jvm", "failsafe")),
            entry(
                    "shadow-sidecar",
                    Set.of(
                            "shadow-protocol",
                            "shadow-local",
                            "jetty-server",
                            "jetty-unixdomain-server",
                            "picocli",
                            "jna",
                            "pty4j",
                            "slf4j-simple")),
            entry("shadow-opentelemetry", Set.of("shadow-api", "opentelemetry-api")),
            entry("shadow-mock", Set.of("shadow-core")),
            entry("shadow-tools", Set.of("shadow-api", "jackson-databind")),
            entry("shadow-tck", Set.of("shadow-api", "junit-jupiter-api", "assertj-core")),
            entry("examples", Set.of(ANYTHING)),
            entry("benchmarks", Set.of(ANYTHING)));

    /** Module to the root packages of ours that its classes may use, besides those of the API. */
    private static final Map<String, Set<String>> ALLOWED_PACKAGES = Map.of(
            "core", Set.of(),
            "local", Set.of("core"),
            "protocol", Set.of(),
            "remote", Set.of("protocol"),
            "sidecar", Set.of("protocol", "local", "core"),
            "mock", Set.of("core"),
            "opentelemetry", Set.of(),
            "tools", Set.of(),
            "tck", Set.of());

    private static final Set<String> UNPUBLISHED = Set.of("shadow-bom", "examples", "benchmarks");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.shadow");

    @Test
    void namesTheArrowsOfEveryModule() {
        assertThat(modules()).isEqualTo(ALLOWED.keySet());
        assertThat(ourPackages()).containsAll(ALLOWED_PACKAGES.keySet());
    }

    @Test
    void everyPomDependsOnlyOnWhatItsModuleMayUse() {
        List<String> wrong = new ArrayList<>();
        for (String module : modules()) {
            Set<String> allowed = ALLOWED.getOrDefault(module, Set.of());
            mainDependencies(module)
                    .filter(artifact -> !allowed.contains(ANYTHING) && !allowed.contains(artifact))
                    .forEach(artifact -> wrong.add(module + " -> " + artifact));
        }
        assertThat(wrong).as("dependencies that run the wrong way").isEmpty();
    }

    @Test
    void bomListsEveryPublishedModuleInTheVersionOfTheParent() {
        Element bom = pom("shadow-bom");
        Set<String> listed = children(child(child(bom, "dependencyManagement"), "dependencies"), "dependency")
                .map(dependency -> text(dependency, "artifactId"))
                .collect(toSet());
        Set<String> published = new TreeSet<>(modules());
        published.removeAll(UNPUBLISHED);
        assertThat(listed).isEqualTo(published);
        assertThat(text(bom, "version")).isEqualTo(text(pom("."), "version"));
    }

    @Test
    void theApiUsesNoPackageOfAnotherModule() {
        String[] others = ALLOWED_PACKAGES.keySet().stream()
                .map(name -> "dev.shadow." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(others)
                .and()
                .resideOutsideOfPackages("dev.shadow.examples..", "dev.shadow.benchmarks..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(classes);
    }

    @Test
    void everyPackageUsesOnlyTheModulesItMayUse() {
        ALLOWED_PACKAGES.forEach((name, allowed) -> {
            String[] forbidden = ALLOWED_PACKAGES.keySet().stream()
                    .filter(other -> !other.equals(name) && !allowed.contains(other))
                    .map(other -> "dev.shadow." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.shadow." + name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .check(classes);
        });
    }

    @Test
    void onlyTheApiUsesItsInternalPackage() {
        noClasses()
                .that()
                .resideInAnyPackage(ALLOWED_PACKAGES.keySet().stream()
                        .map(name -> "dev.shadow." + name + "..")
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.shadow.internal..")
                .check(classes);
    }

    @Test
    void onlyToolsTheProtocolAndExamplesUseJackson() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.shadow.tools..", "dev.shadow.protocol..", "dev.shadow.examples..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .check(classes);
    }

    @Test
    void noPublicSignatureShowsJackson() {
        assertThat(classes.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !type.getPackageName().startsWith("dev.shadow.examples"))
                        .flatMap(type -> type.getMembers().stream())
                        .filter(ModuleArrowsTest::isVisible)
                        .filter(ModuleArrowsTest::showsJackson)
                        .map(JavaMember::getFullName))
                .isEmpty();
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static boolean showsJackson(JavaMember member) {
        Stream<JavaClass> types = member instanceof JavaCodeUnit unit
                ? Stream.concat(
                        unit.getReturnType().getAllInvolvedRawTypes().stream(),
                        unit.getParameterTypes().stream().flatMap(type -> type.getAllInvolvedRawTypes().stream()))
                : ((JavaField) member).getType().getAllInvolvedRawTypes().stream();
        return types.anyMatch(type -> type.getPackageName().startsWith("com.fasterxml.jackson"));
    }

    private Set<String> ourPackages() {
        return classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("dev.shadow."))
                .map(name -> name.substring("dev.shadow.".length()).split("\\.", 2)[0])
                .collect(toSet());
    }

    private static Set<String> modules() {
        return children(child(pom("."), "modules"), "module")
                .map(module -> module.getTextContent().strip())
                .collect(toSet());
    }

    private static Stream<String> mainDependencies(String module) {
        return children(child(pom(module), "dependencies"), "dependency")
                .filter(dependency -> !text(dependency, "scope").equals("test"))
                .map(dependency -> text(dependency, "artifactId"));
    }

    private static Element pom(String module) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder()
                    .parse(ROOT.resolve(module).resolve("pom.xml").toFile())
                    .getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError("cannot read the POM of " + module, e);
        }
    }

    private static Stream<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent == null ? null : parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found.stream();
    }

    private static Element child(Element parent, String name) {
        return children(parent, name).findFirst().orElse(null);
    }

    private static String text(Element parent, String name) {
        Element element = child(parent, name);
        return element == null ? "" : element.getTextContent().strip();
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve("shadow-bom"))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new AssertionError("run this test inside the source tree: no shadow-bom directory above it");
        }
        return here;
    }
}
