package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another Java process of the same class path. */
final class ChildJvm {
    private ChildJvm() {}

    static Process start(Class<?> main, Map<String, String> environment, Object... arguments) throws IOException {
        return startUnder(List.of(), main, environment, arguments);
    }

    static Process start(String classPath, Class<?> main, Map<String, String> environment, Object... arguments)
            throws IOException {
        return startUnder(List.of(), classPath, main, environment, arguments);
    }

    /** The wrapper is a program with arguments that ends by executing what follows. */
    static Process startUnder(List<String> wrapper, Class<?> main, Map<String, String> environment, Object... arguments)
            throws IOException {
        return startUnder(wrapper, System.getProperty("java.class.path"), main, environment, arguments);
    }

    private static Process startUnder(
            List<String> wrapper, String classPath, Class<?> main, Map<String, String> environment, Object... arguments)
            throws IOException {
        List<String> argv = new ArrayList<>(wrapper);
        argv.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                main.getName()));
        for (Object argument : arguments) {
            argv.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    static String output(Process process) throws IOException, InterruptedException {
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
