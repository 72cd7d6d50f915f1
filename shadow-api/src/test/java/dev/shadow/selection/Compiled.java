package dev.shadow.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Classes and modules that tests make while they run, in directories. */
final class Compiled {
    private Compiled() {}

    /** Where the classes of a type lie: a directory or a jar. */
    static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Paths as an option of {@code java} and {@code javac} takes them. */
    static String joined(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(System.getProperty("path.separator")));
    }

    static Path classes(Path target, List<Path> classPath, Map<String, String> sources) {
        return compile(target, List.of("--class-path", joined(classPath)), sources);
    }

    static Path module(Path target, List<Path> modulePath, Map<String, String> sources) {
        return compile(target, List.of("--module-path", joined(modulePath)), sources);
    }

    private static Path compile(Path target, List<String> where, Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options = new ArrayList<>(where);
        options.addAll(List.of("-d", target.toString(), "-proc:none", "--release", "17"));
        List<Source> files = sources.entrySet().stream()
                .map(each -> new Source(each.getKey(), each.getValue()))
                .toList();
        boolean compiled =
                compiler.getTask(null, null, diagnostics, options, null, files).call();
        assertThat(compiled).as(diagnostics.getDiagnostics().toString()).isTrue();
        return target;
    }

    /** Adds a services file that names these providers. */
    static Path withServices(Path target, String... providers) {
        Path file = target.resolve("META-INF/services/dev.shadow.spi.BackendProvider");
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, List.of(providers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target;
    }

    /** Packs directories into one jar; of two files with one name the first is kept. */
    static Path jar(Path jar, String manifest, List<Path> directories) {
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            List<String> written = new ArrayList<>();
            add(
                    zip,
                    "META-INF/MANIFEST.MF",
                    ("Manifest-Version: 1.0\n" + manifest + "\n").getBytes(StandardCharsets.UTF_8),
                    written);
            for (Path directory : directories) {
                for (Path each : filesIn(directory)) {
                    add(zip, directory.relativize(each).toString(), Files.readAllBytes(each), written);
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content, List<String> written) throws IOException {
        if (!written.contains(name)) {
            written.add(name);
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
