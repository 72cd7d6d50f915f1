package dev.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodeTest {
    @Test
    void everyConstantIsNamedLikeItsCode() {
        Map<String, ErrorCode> constants = constants();
        assertThat(constants).hasSizeGreaterThan(40);
        constants.forEach((field, code) -> assertThat(code.name()).isEqualTo(field));
    }

    @Test
    void anUnknownCodeIsAValueLikeAnyOther() {
        ErrorCode unknown = new ErrorCode("FROM_A_LATER_VERSION");
        assertThat(unknown).isEqualTo(new ErrorCode("FROM_A_LATER_VERSION")).hasToString("FROM_A_LATER_VERSION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lower", "WITH SPACE", "1ST", "A-B", "A\n"})
    void refusesOtherForms(String name) {
        assertThatThrownBy(() -> new ErrorCode(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Capability(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesMoreThan64Characters() {
        assertThat(new ErrorCode("A".repeat(64)).name()).hasSize(64);
        assertThatThrownBy(() -> new ErrorCode("A".repeat(65))).isInstanceOf(IllegalArgumentException.class);
    }

    static Map<String, ErrorCode> constants() {
        return Stream.of(ErrorCode.class.getFields())
                .filter(field -> field.getType() == ErrorCode.class)
                .collect(java.util.stream.Collectors.toMap(java.lang.reflect.Field::getName, field -> {
                    try {
                        return (ErrorCode) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }));
    }
}
