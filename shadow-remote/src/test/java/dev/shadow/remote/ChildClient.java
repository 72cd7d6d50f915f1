package dev.shadow.remote;

import dev.shadow.CommandHandle;
import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.command.CommandResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A client in a process of its own that attaches to a command, feeds it a line and tells how it ended. */
final class ChildClient {
    private ChildClient() {}

    static Process start(Map<String, String> environment, String workspace, String command, String line)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                ChildClient.class.getName(),
                workspace,
                command,
                line);
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).start();
    }

    public static void main(String[] arguments) {
        try (Shadow shadow = Shadow.open();
                Workspace workspace = shadow.workspaces().open(arguments[0])) {
            CommandHandle command = workspace.tools().command(arguments[1]);
            command.write(arguments[2] + "\n");
            CommandResult result = command.await(Duration.ofSeconds(60)).orElseThrow();
            System.out.println(result.exit() + " " + result.stdout().text());
        }
    }
}
