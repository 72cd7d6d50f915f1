package dev.shadow.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    private static boolean matches(String glob, String path) {
        return Glob.parse(glob).matches(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.java a.java",
                "*.java x/y/a.java",
                "* .x",
                "** a/b/c",
                "**/a a",
                "**/a x/y/a",
                "a/** a/b",
                "a/** a/b/c",
                "a/**/b a/b",
                "a/**/b a/x/y/b",
                "**/a/**/b/** x/a/y/b/z",
                "a/*/c a/b/c",
                "/a a",
                "/a/b a/b",
                "a/ a/b/c",
                "a?c abc",
                "? \uD83D\uDE00",
                "[a-c]x bx",
                "[!a-c]x dx",
                "[^a]x bx",
                "[]a]x ]x",
                "[a\\]]x ]x",
                "[,{}]x {x",
                "[a-]x -x",
                "{a,b} b",
                "{a,b/c} b/c",
                "{a,{b,c}d}e cde",
                "{,x}y y",
                "a{1..2} a1..2",
                "a\\*b a*b",
                "\\{a\\} {a}",
                "*a*b*c xxaxxbxxc",
                "a** abc",
                "***/a x/a",
                "./a/b a/b",
                "[!/]/b a/b",
                "a,b a,b"
            })
    void holdsAPathThatItDescribes(String glob, String path) {
        assertThat(matches(glob, path)).as(glob + " and " + path).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.java a.Java", "*.java java", "a/** a", "a/*/c a/c", "a/*/c a/b/b/c", "a/* a/b/c", "/a x/a",
                        "a/b x/a/b",
                "a?c ac", "[a-c]x dx", "[!a-c]x ax", "{a,b} c", "a\\*b axb", "*a*b*c xxaxxcxxb", "**/b/c b",
                        "a/**/b a/xb"
            })
    void passesOverAPathThatItDoesNotDescribe(String glob, String path) {
        assertThat(matches(glob, path)).as(glob + " and " + path).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[a", "a{b", "a}b", "a\\", "[b-a]", "{a,{b}", "[]", "{a}{", "x[!"})
    void refusesWhatDoesNotParse(String glob) {
        ShadowException failure = catchThrowableOfType(ShadowException.class, () -> Glob.parse(glob));
        assertThat(failure).as(glob).isNotNull();
        assertThat(failure.code()).isEqualTo(ErrorCode.PATTERN_INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}",
                "{{{{{{{{{{{{{{{{{{{{{{a}}}}}}}}}}}}}}}}}}}}}}"
            })
    void refusesWhatStandsForTooMuch(String glob) {
        assertThat(catchThrowableOfType(ShadowException.class, () -> Glob.parse(glob))
                        .code())
                .isEqualTo(ErrorCode.PATTERN_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", "**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/b"})
    void takesNoTimeForStarsThatTryInVain(String glob) {
        assertThat(matches(glob, "a".repeat(250))).isFalse();
        assertThat(matches(glob, "a/".repeat(2_000) + "a")).isFalse();
    }
}
