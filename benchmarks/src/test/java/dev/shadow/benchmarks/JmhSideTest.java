package dev.shadow.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.runner.RunnerException;

/** What can go wrong with JMH sides before anything is measured. */
class JmhSideTest {
    static Stream<JmhSide> sides() {
        Suites suites = Suites.known();
        return suites.choose(suites.names()).stream()
                .flatMap(suite -> suite.rows().stream())
                .flatMap(row -> Stream.of(row.ours(), row.peer()))
                .filter(JmhSide.class::isInstance)
                .map(JmhSide.class::cast);
    }

    @ParameterizedTest
    @MethodSource("sides")
    void everyRowNamesABenchmarkMethodAndParametersThatExist(JmhSide side) {
        assertThat(side.type().getMethods())
                .filteredOn(method -> method.isAnnotationPresent(Benchmark.class))
                .extracting(Method::getName)
                .contains(side.method());
        assertThat(Stream.of(side.type().getFields(), side.type().getDeclaredFields())
                        .flatMap(Stream::of))
                .filteredOn(field -> field.isAnnotationPresent(Param.class))
                .extracting(Field::getName)
                .containsAll(side.params().keySet());
    }

    @Test
    void findsAWrongResultAmongWhatJmhThrows() {
        WrongResultException wrong = new WrongResultException("content differs");
        RuntimeException group = new RuntimeException("benchmark error");
        group.addSuppressed(new IllegalStateException("in set-up", wrong));
        assertThat(Causes.telling(new RunnerException("failed", group))).isSameAs(wrong);
    }

    @Test
    void namesTheInnermostCauseOfAnyOtherFailure() {
        RunnerException thrown = new RunnerException("failed", new IllegalStateException("no disk"));
        assertThat(Causes.telling(thrown))
                .hasMessage("java.lang.IllegalStateException: no disk")
                .hasCause(thrown);
    }
}
