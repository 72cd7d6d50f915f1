package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.GitManager;
import dev.shadow.ToolExecutor;
import dev.shadow.file.WriteRequest;
import dev.shadow.git.CommitDraft;
import dev.shadow.git.CommitInfo;
import dev.shadow.git.CommitResult;
import dev.shadow.git.FileChange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link GitManager#commitIfChanged}. */
public interface GitMessageContract extends ContractFixture {
    private GitManager git() {
        return workspace().git();
    }

    private ToolExecutor tools() {
        return workspace().tools();
    }

    private CommitDraft draft() {
        List<CommitDraft> drafts = new ArrayList<>();
        git().commitIfChanged(draft -> {
            drafts.add(draft);
            return "Message";
        });
        assertThat(drafts).hasSize(1);
        return drafts.get(0);
    }

    @Test
    default void nothingIsCommittedAndNobodyAskedWhenNothingChanged() {
        tools().writeFile("build/out.txt", "ignored");
        CommitResult result = git().commitIfChanged(draft -> {
            throw new AssertionError("asked for nothing");
        });
        assertThat(result.isCommitted()).isFalse();
    }

    @Test
    default void theMessageIsWhatTheSourceSays() {
        tools().writeFile("a.txt", "a\n");
        CommitInfo commit = git().commitIfChanged(
                        draft -> "Ünïcode (code) $x\n\nBody\n" + draft.files().size())
                .commit()
                .orElseThrow();
        assertThat(commit.message()).isEqualTo("Ünïcode (code) $x\n\nBody\n1");
        assertThat(git().status().isClean()).isTrue();
    }

    @Test
    default void thePlainSummaryNamesWhatChanged() {
        tools().writeFile("src/New.java", "class New {}\n");
        assertThat(git().commitIfChanged().commit().orElseThrow().message()).isEqualTo("Add src/New.java");
        tools().move("src/New.java", "src/Other.java");
        tools().writeFile("src/App.java", "class App {}\n");
        assertThat(git().commitIfChanged().commit().orElseThrow().message())
                .isEqualTo("Update 2 files in src\n\n- Update src/App.java\n- Rename src/New.java to src/Other.java\n");
    }

    @Test
    default void aSourceThatFailsOrSaysNothingLosesNoWork() {
        tools().writeFile("a.txt", "1\n");
        CommitResult failed = git().commitIfChanged(draft -> {
            throw new IllegalStateException("no quota left");
        });
        assertThat(failed.commit().orElseThrow().message()).isEqualTo("Add a.txt");
        tools().writeFile("a.txt", "2\n");
        assertThat(git().commitIfChanged(draft -> " \n").commit().orElseThrow().message())
                .isEqualTo("Update a.txt");
    }

    @Test
    default void theSourceSeesUntrackedFilesAndNoSecretsOrBinaries() {
        tools().writeFile("untracked.txt", "a new line\n");
        tools().writeFile(".env", "CANARY=hidden-by-name\n");
        tools().writeFile("conf/id_rsa", "hidden-by-name\n");
        tools().writeFile("conf/naïve \"x\"/.npmrc", "hidden-by-name\n");
        tools().writeFile(WriteRequest.of("picture", Bytes.wrap(new byte[] {0, 1, 2})));
        tools().writeFile("Config.java", """
                String password = "hidden-by-content";
                String url = "https://user:hidden-by-content@example.org/";
                String token = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";
                -----BEGIN RSA PRIVATE KEY-----
                hidden by being inside
                -----END RSA PRIVATE KEY-----
                String harmless = "shown";
                """);
        CommitDraft draft = draft();
        assertThat(draft.diff())
                .contains("+a new line", "harmless", "Config.java")
                .doesNotContain("hidden", "ghp_", ".env", "id_rsa", ".npmrc", "picture");
        assertThat(draft.files())
                .extracting(FileChange::path)
                .contains(".env", "conf/id_rsa", "picture", "untracked.txt");
        assertThat(draft.withheld()).containsExactly(".env", "conf/id_rsa", "conf/naïve \"x\"/.npmrc", "picture");
        assertThat(draft.truncated()).isFalse();
    }

    @Test
    default void whatTheSourceSeesIsCapped() {
        tools().writeFile("long.txt", "0123456789 0123456789\n".repeat(10_000));
        tools().writeFile("other.txt", "other\n");
        CommitDraft draft = draft();
        assertThat(draft.truncated()).isTrue();
        assertThat(draft.diff())
                .startsWith("diff --git a/long.txt b/long.txt\n")
                .hasSizeBetween(60_000, 65_536);
        assertThat(draft.files()).extracting(FileChange::path).containsExactly("long.txt", "other.txt");
    }
}
