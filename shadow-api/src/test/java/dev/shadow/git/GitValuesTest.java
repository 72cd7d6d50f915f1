package dev.shadow.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitValuesTest {
    private static void refused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ShadowException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
            assertThat(refusal.message()).contains(words);
        });
    }

    @Test
    void anIdentityKeepsAnyLetters() {
        assertThat(GitIdentity.of("José O'Neil", "jose@example.org")).hasToString("José O'Neil <jose@example.org>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a<b", "a>b", "a\nb", "a\rb", "a\0b"})
    void anIdentityRefusesWhatGitWouldDrop(String text) {
        refused(() -> GitIdentity.of(text, "ada@example.org"), "name");
        refused(() -> GitIdentity.of("Ada", text), "email");
    }

    @Test
    void aCredentialNeverShowsItsSecret() {
        Credential credential = new Credential("ada", "s3cr3t");
        assertThat(credential).hasToString("Credential[ada, ****]");
        assertThat(Optional.of(credential).toString()).doesNotContain("s3cr3t");
        assertThat(Credential.token("s3cr3t").toString()).doesNotContain("s3cr3t");
        assertThat(Credential.token("s3cr3t").secret()).isEqualTo("s3cr3t");
        assertThatThrownBy(() -> new Credential("ada", "s3c\0r3t"))
                .isInstanceOf(ShadowException.class)
                .message()
                .doesNotContain("s3c");
    }

    @Test
    void aSourceWithoutCredentialsHasNone() {
        RemoteUrl url = RemoteUrl.parse("https://host.example/a");
        assertThat(CredentialSource.none().credentialFor(url, CredentialSource.Purpose.WRITE))
                .isEmpty();
    }

    @Test
    void aCommitMessageIsAnyTextThatIsNotBlank() {
        String message = " Fix \"it\" (and $(that)); done\n\n\tReally ✓\n";
        assertThat(CommitRequest.of(message).message()).isEqualTo(message);
        refused(() -> CommitRequest.of(" \n"), "commit message must not be blank");
        refused(() -> CommitRequest.of(""), "commit message must not be empty");
        refused(() -> CommitRequest.of("a\0"), "NUL");
    }

    @Test
    void coAuthorsAddUp() {
        CommitRequest request =
                CommitRequest.of("m").coAuthor("A", "a@x").coAuthor("B", "b@x").paths("src");
        assertThat(request.coAuthors()).containsExactly(GitIdentity.of("A", "a@x"), GitIdentity.of("B", "b@x"));
        assertThat(request.paths()).containsExactly("src");
        assertThat(request.author(GitIdentity.of("C", "c@x")).author()).contains(GitIdentity.of("C", "c@x"));
    }

    @Test
    void theSubjectIsTheFirstLine() {
        CommitInfo.Author author = new CommitInfo.Author("", "");
        assertThat(new CommitInfo("a", List.of(), author, Instant.EPOCH, "one\ntwo").subject())
                .isEqualTo("one");
        assertThat(new CommitInfo("a", List.of(), author, Instant.EPOCH, "one").subject())
                .isEqualTo("one");
    }

    @Test
    void aDiffHasABoundedSize() {
        DiffRequest request = DiffRequest.of(DiffRequest.Sides.WORK_TREE_TO_BASE);
        refused(() -> request.maxBytes(-1), "maxBytes", "0", "67108864", "-1");
        refused(() -> request.maxBytes((64 << 20) + 1), "67108865");
    }
}
