package dev.shadow.examples;

import dev.shadow.Setting;
import dev.shadow.Shadow;
import dev.shadow.ShadowException;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.GitIdentity;
import dev.shadow.remote.RemoteBackendProvider;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. */
@Command(
        name = "coding-agent",
        sortOptions = false,
        usageHelpWidth = 100,
        description = {
            "Works through a plan of tool calls in a workspace, commits on shadow/TASK, and pushes.",
            "Without arguments it works on a clone of this very checkout and pushes to that."
        })
final class AgentOptions {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final String LOCAL = "local";
    private static final String REMOTE = "remote";
    private static final String MODE_VARIABLE = Setting.MODE.environmentVariable();

    @Option(names = "--repo", paramLabel = "URL|PATH", description = "The repository to work on and to push to.")
    private @Nullable String repository;

    @Option(
            names = "--branch",
            paramLabel = "NAME",
            description = "The branch to begin at. Default: the remote's HEAD.")
    private @Nullable String branch;

    @Option(names = "--task", paramLabel = "ID", description = "Names the branch shadow/ID. Default: a fresh one.")
    private @Nullable String task;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "One tool call a line: {\"tool\": \"...\", \"arguments\": {...}}.")
    private @Nullable Path plan;

    @Option(names = "--message", paramLabel = "TEXT", description = "The commit message, taken as it is.")
    private @Nullable String message;

    @Option(
            names = "--co-author",
            paramLabel = "'NAME <MAIL>'",
            converter = IdentityReader.class,
            description = "Named in a Co-authored-by trailer. May be given several times.")
    private List<GitIdentity> coAuthors = List.of();

    @Option(
            names = "--mode",
            paramLabel = "local|remote|mock",
            description =
                    "The backend. Default: AGENT_MODE, or local. Without SHADOW_REMOTE_URL, remote starts a sidecar of its own.")
    private @Nullable String mode;

    @Option(names = "--keep", description = "Keep workspace and state afterwards, and say where they are.")
    private boolean keep;

    @Option(names = "--help", usageHelp = true, description = "Show this.")
    private boolean help;

    Optional<String> repository() {
        return Optional.ofNullable(repository);
    }

    Optional<Path> plan() {
        return Optional.ofNullable(plan);
    }

    boolean help() {
        return help;
    }

    boolean keep() {
        return keep;
    }

    /** The plan that comes with the example fits this project only. */
    void check() {
        if (repository != null && plan == null) {
            throw new PlanException("--repo needs a --plan FILE with what to do there, one tool call a line");
        }
    }

    Job job(String repositoryUrl, List<PlanStep> steps) {
        return new Job(
                repositoryUrl, Optional.ofNullable(branch), task == null ? freshTask() : task, steps, commit(), keep);
    }

    private CommitRequest commit() {
        String subject = plan == null ? Demo.MESSAGE : "Work through " + plan.getFileName();
        CommitRequest request = CommitRequest.of(message == null ? subject : message);
        for (GitIdentity coAuthor : coAuthors.isEmpty() && plan == null ? List.of(Demo.CO_AUTHOR) : coAuthors) {
            request = request.coAuthor(coAuthor);
        }
        return request;
    }

    /** The mode remote needs a sidecar; when no setting says where one listens, the run has one for itself. */
    Optional<SidecarBeside> sidecar(Scratch scratch) {
        String chosen = mode == null ? System.getProperty(Setting.MODE.name(), System.getenv(MODE_VARIABLE)) : mode;
        return REMOTE.equals(chosen) && !isSet(RemoteBackendProvider.URL)
                ? Optional.of(SidecarBeside.start(scratch.path()))
                : Optional.empty();
    }

    /** State goes to the scratch directory, unless settings name a place for it. */
    Shadow shadow(Scratch scratch, Optional<SidecarBeside> sidecar) {
        Shadow.Builder builder = Shadow.builder();
        sidecar.ifPresent(beside -> builder.set(RemoteBackendProvider.URL, beside.url())
                .set(RemoteBackendProvider.TOKEN_FILE, beside.tokenFile().toString()));
        if (mode != null) {
            builder.mode(mode);
        } else if (!isSet(Setting.MODE)) {
            builder.mode(LOCAL);
        }
        if (!isSet(Setting.STATE_DIRECTORY)) {
            builder.stateDirectory(scratch.path().resolve("state"));
        }
        return builder.open();
    }

    private static boolean isSet(Setting setting) {
        String property = System.getProperty(setting.name(), "");
        String variable = System.getenv().getOrDefault(setting.environmentVariable(), "");
        return !property.isEmpty() || !variable.isEmpty();
    }

    private static String freshTask() {
        int suffix = ThreadLocalRandom.current().nextInt(0x10000);
        return "agent-" + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP) + "-" + String.format("%04x", suffix);
    }

    /** {@code NAME <MAIL>}, as git writes it. */
    static final class IdentityReader implements CommandLine.ITypeConverter<GitIdentity> {
        private static final Pattern FORM = Pattern.compile("\\s*([^<>]*[^<>\\s])\\s*<([^<>]+)>\\s*");

        @Override
        public GitIdentity convert(String value) {
            Matcher matcher = FORM.matcher(value);
            if (!matcher.matches()) {
                throw new CommandLine.TypeConversionException(
                        "'" + value + "' is not of the form NAME <MAIL>, such as Ada Lovelace <ada@example.org>");
            }
            try {
                return GitIdentity.of(matcher.group(1), matcher.group(2));
            } catch (ShadowException e) {
                throw new CommandLine.TypeConversionException(e.message());
            }
        }
    }
}
