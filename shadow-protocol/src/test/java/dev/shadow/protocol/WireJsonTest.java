package dev.shadow.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Command;
import dev.shadow.command.CommandOperation;
import dev.shadow.file.FileOperation;
import dev.shadow.file.ReadOutcome;
import dev.shadow.file.ReadRequest;
import dev.shadow.search.SearchOperation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireJsonTest {
    static Stream<WireOperation> jsonOperations() {
        return WireOperations.all().stream().filter(operation -> operation.form() == WireOperation.Form.JSON);
    }

    @ParameterizedTest
    @MethodSource("jsonOperations")
    void argumentsAndResultOfEveryOperationComeBackAsTheyWere(WireOperation operation) {
        survives(Samples.of(operation.arguments()), operation.arguments());
        survives(Samples.of(operation.result()), operation.result());
    }

    private static void survives(Object value, Type type) {
        byte[] json = WireJson.write(value, type);
        Object back = WireJson.read(json, type);
        boolean hasComponents = value.getClass().isRecord() && value.getClass().getRecordComponents().length > 0;
        assertThat(text(json).equals("{}")).isEqualTo(value.getClass().isRecord() && !hasComponents);
        assertThat(WireJson.write(back, type)).asString(StandardCharsets.UTF_8).isEqualTo(text(json));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    @Test
    void whatIsAbsentIsLeftOut() {
        String json = text(WireJson.write(new CommandOperation.Start(Command.shell("true"))));
        assertThat(json)
                .contains("\"line\":{\"kind\":\"shell\",\"line\":\"true\"}")
                .contains("\"stdin\":{\"kind\":\"closed\"}");
        assertThat(json).doesNotContain("null").doesNotContain("timeout").doesNotContain("pty");
    }

    @Test
    void unknownFieldsArePassedOver() {
        FileOperation.Stat stat = read("{\"path\":\"a\",\"newer\":{\"x\":[1]}}", FileOperation.Stat.class);
        assertThat(stat.path()).isEqualTo("a");
    }

    @Test
    void aFailureInsideAResultKeepsItsCodeAndFacts() {
        ShadowException failure = new ShadowException(ErrorCode.NOT_FOUND, "no a").with("path", "a");
        byte[] json = WireJson.write(new ReadOutcome.Failure("a", failure), ReadOutcome.class);
        ReadOutcome.Failure back = (ReadOutcome.Failure) WireJson.read(json, ReadOutcome.class);
        assertThat(back.error().code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(back.error().message()).isEqualTo("no a");
        assertThat(back.error().details()).containsEntry("path", "a");
    }

    @Test
    void whatDoesNotFitIsRefusedWithThePlace() {
        assertThat(refused("{", FileOperation.Stat.class)).contains("JSON");
        assertThat(refused("null", FileOperation.Stat.class)).contains("null");
        assertThat(refused("{}", FileOperation.Stat.class)).contains("path");
        assertThat(refused("{\"path\":null}", FileOperation.Stat.class)).contains("path");
        assertThat(refused("{\"path\":[1]}", FileOperation.Stat.class)).contains("path");
        assertThat(refused("{\"path\":\"a\"} x", FileOperation.Stat.class)).contains("JSON");
        assertThat(refused("[".repeat(100), FileOperation.Stat.class)).contains("JSON");
        assertThat(refused("{\"requests\":[null]}", FileOperation.ReadMany.class))
                .contains("requests");
    }

    @Test
    void aBoundOfTheApiIsToldInItsOwnWords() {
        String json = text(WireJson.write(ReadRequest.of("a"))).replaceAll("\"maxBytes\":\\d+", "\"maxBytes\":0");
        assertThat(refused("{\"requests\":[" + json + "]}", FileOperation.ReadMany.class))
                .contains("maxBytes must be from 1");
    }

    @Test
    void everyOperationOfTheApiIsKnownByItsNameAndByItsClass() {
        assertThat(WireOperations.find("search.grep"))
                .map(WireOperation::arguments)
                .hasValue(SearchOperation.Grep.class);
        assertThat(WireOperations.of(new FileOperation.Stat("a")))
                .map(WireOperation::name)
                .hasValue("file.stat");
        assertThat(WireOperations.find("file.nothing")).isEmpty();
    }

    private static String refused(String json, Class<?> type) {
        ShadowException refusal = catchThrowableOfType(ShadowException.class, () -> read(json, type));
        assertThat(refusal).as(json).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        return refusal.message();
    }

    private static <T> T read(String json, Class<T> type) {
        return WireJson.read(json.getBytes(StandardCharsets.UTF_8), type);
    }
}
