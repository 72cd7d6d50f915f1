package dev.shadow.examples;

import dev.shadow.git.GitIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the agent does when nobody tells it anything: a small change to the project that it belongs to. */
final class Demo {
    static final String MESSAGE = "Test that slices of slices are slices";
    static final GitIdentity CO_AUTHOR = GitIdentity.of("Ada Lovelace", "ada@example.org");

    private static final String PLAN = "coding-agent.jsonl";
    private static final String CHECKOUT = "shadow.examples.checkout";
    private static final long CLONE_MINUTES = 5;

    private Demo() {}

    static List<PlanStep> plan() {
        try (InputStream plan = Demo.class.getResourceAsStream(PLAN)) {
            if (plan == null) {
                throw new PlanException(PLAN + " is missing beside the classes; build the examples again");
            }
            return PlanReader.read(PLAN, plan.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A bare clone of the checkout, so that there is something to push to. */
    static String repository(Path checkout, Path scratch, Host host) {
        Path bare = scratch.resolve("shadow.git");
        host.out().println("Cloning " + checkout + " into the bare repository " + bare + " (--keep keeps it)");
        host.out().flush();
        git(checkout, scratch, "clone", "--quiet", "--bare", "--no-local", checkout.toString(), bare.toString());
        return bare.toString();
    }

    static Path checkout() {
        Path here = Path.of(System.getProperty(CHECKOUT, "")).toAbsolutePath();
        for (Path each = here; each != null; each = each.getParent()) {
            if (Files.isDirectory(each.resolve("shadow-bom")) && Files.exists(each.resolve(".git"))) {
                return each;
            }
        }
        throw new PlanException(
                here + " is in no git checkout of this project; run it there, or give --repo and --plan");
    }

    /** Neither this machine's configuration nor a surrounding git process has a say, and the owner of the files none. */
    private static void git(Path checkout, Path scratch, String... arguments) {
        try {
            Path configuration = Files.writeString(
                    scratch.resolve("gitconfig"),
                    "[safe]\n\tdirectory = " + quoted(checkout) + "\n\tdirectory = " + quoted(checkout.resolve(".git"))
                            + "\n");
            Path log = scratch.resolve("git.log");
            ProcessBuilder builder = new ProcessBuilder("git").directory(scratch.toFile());
            builder.command().addAll(List.of(arguments));
            builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
            builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
            builder.environment().put("GIT_CONFIG_GLOBAL", configuration.toString());
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(CLONE_MINUTES, TimeUnit.MINUTES);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new PlanException("git cannot clone " + checkout + ": "
                        + Files.readString(log).strip());
            }
        } catch (IOException e) {
            throw new PlanException("the git program cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlanException("interrupted while cloning " + checkout);
        }
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
