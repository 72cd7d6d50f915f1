package dev.shadow.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteUrlTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "https://host.example/a/b.git, https, host.example, -, -",
                "https://host.example:8443/a, https, host.example, 8443, -",
                "HTTPS://host.example/a, https, host.example, -, -",
                "http://127.0.0.1:3000/a, http, 127.0.0.1, 3000, -",
                "https://[::1]:3000/a, https, [::1], 3000, -",
                "https://host.example/with space, https, host.example, -, -",
                "ssh://git@host.example:22/a, ssh, host.example, 22, git",
                "ssh://host.example/~ada/a, ssh, host.example, -, -",
                "git@host.example:a/b.git, ssh, host.example, -, git",
                "host.example:a/b.git, ssh, host.example, -, -",
                "git@[2001:db8::1]:a/b.git, ssh, [2001:db8::1], -, git",
                "git@host.example:naïve dir/b@2.git, ssh, host.example, -, git",
                "file:///srv/git/a b.git, file, -, -, -",
            })
    void readsWhatGitCloneTakes(String text, String scheme, String host, Integer port, String user) {
        RemoteUrl url = RemoteUrl.parse(text);
        assertThat(url)
                .isEqualTo(new RemoteUrl(
                        text, scheme, Optional.ofNullable(host), Optional.ofNullable(port), Optional.ofNullable(user)));
        assertThat(url).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/git/a.git", "../a b", ".", "naïve", "./with:colon", "dir/with:colon@home"})
    void aPathOfThisMachineIsMadeAbsolute(String text) {
        RemoteUrl url = RemoteUrl.parse(text);
        assertThat(url.scheme()).isEqualTo("file");
        assertThat(url.value())
                .isEqualTo(Path.of(text).toAbsolutePath().normalize().toString());
        assertThat(url.host()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ada:s3cr3t@host.example/a",
                "https://s3cr3t@host.example/a",
                "http://ada:s3cr3t@host.example/a",
                "ssh://git:s3cr3t@host.example/a",
                "file://ada:s3cr3t@host.example/a",
                "ada:s3cr3t@host.example:a/b.git",
                "ada:s3cr3t@host.example/a",
                "https://ada:s3c%zzr3t@host.example/s3cr3t",
                "https://ada:s3cr3t@ho_st/a",
                "https://ada:s3cr3t@@host.example/a",
                "ftp://ada:s3cr3t@host.example/a",
            })
    void credentialsAreRefusedAndNeverRepeated(String text) {
        ShadowException refusal = catchThrowableOfType(ShadowException.class, () -> RemoteUrl.parse(text));
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(refusal.toString() + refusal.details() + refusal.getCause()).doesNotContain("s3c", "r3t");
    }

    @Test
    void tellsWhereCredentialsBelong() {
        assertThat(catchThrowableOfType(
                        ShadowException.class, () -> RemoteUrl.parse("https://ada:s3cr3t@host.example/a")))
                .hasMessageContaining("Shadow.builder().credentials(");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\0b",
                "-oProxyCommand=touch x",
                "--upload-pack=touch x",
                "-u@host.example:a",
                "ssh://-u@host.example/a",
                "ssh://-oProxyCommand=x/a",
                "ext::sh -c 'touch x'",
                "ftp://host.example/a",
                "git://host.example/a",
                "https:///a",
                "https://host.example/a\nb",
                "C:\\Users\\ada\\repo",
                "C:/Users/ada/repo",
                "c:\\repo",
            })
    void refusesWhatIsNoAddressOrADangerousOne(String text) {
        ShadowException refusal = catchThrowableOfType(ShadowException.class, () -> RemoteUrl.parse(text));
        assertThat(refusal).as(text).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }
}
