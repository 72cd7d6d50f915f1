package dev.shadow.protocol;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of the API as JSON. A value's components are its fields; an absent one is left out; unknown fields are passed
 * over, so that either side may be newer; bytes are base64; a value of several kinds has the field {@code kind}; moments and
 * durations are as in ISO 8601.
 *
 * <p>Thread-safe.
 */
public final class WireJson {
    private static final int DEEPEST = 64;
    private static final JsonMapper MAPPER = mapper();

    private WireJson() {}

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule(), new ApiModule())
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .disable(MapperFeature.USE_GETTERS_AS_SETTERS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT));
        List.of(List.class, Map.class, Set.class)
                .forEach(type -> builder.withConfigOverride(
                        type,
                        config -> config.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY, Nulls.FAIL))));
        JsonMapper mapper = builder.build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
        return mapper;
    }

    /**
     * A value as JSON.
     *
     * @param value of the API or of this package
     * @return UTF-8
     */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A value as JSON, which its reader will take for a given type: the elements of a list do not know what list they are in.
     *
     * @param value of the API or of this package
     * @param type what it is
     * @return UTF-8
     */
    public static byte[] write(Object value, Type type) {
        try {
            return MAPPER.writerFor(MAPPER.constructType(type)).writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A value that is already JSON, to stand inside another one. */
    static Object raw(Object value, Type type) {
        return new RawValue(new String(write(value, type), StandardCharsets.UTF_8));
    }

    /**
     * Writes a value as JSON, piece by piece.
     *
     * @param value of the API or of this package
     * @param target gets UTF-8; not closed
     * @throws IOException from the target
     */
    public static void write(Object value, OutputStream target) throws IOException {
        MAPPER.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET).writeValue(target, value);
    }

    /**
     * Reads a value.
     *
     * @param json UTF-8; not closed
     * @param type what it is
     * @param <T> the same
     * @return the value
     * @throws ShadowException {@link ErrorCode#INVALID_ARGUMENT} when it is not JSON, lacks a field, or breaks a bound
     * @throws IOException from the stream
     */
    public static <T> T read(InputStream json, Class<T> type) throws IOException {
        return type.cast(read(json, (Type) type));
    }

    /**
     * Reads a value.
     *
     * @param json UTF-8; not closed
     * @param type what it is
     * @return the value
     * @throws ShadowException {@link ErrorCode#INVALID_ARGUMENT} when it is not JSON, lacks a field, or breaks a bound
     * @throws IOException from the stream
     */
    public static Object read(InputStream json, Type type) throws IOException {
        try {
            Object value = reader(type).readValue(json);
            return present(value);
        } catch (JsonProcessingException e) {
            throw refusal(e);
        }
    }

    /**
     * Reads a value.
     *
     * @param json UTF-8
     * @param type what it is
     * @param <T> the same
     * @return the value
     * @throws ShadowException {@link ErrorCode#INVALID_ARGUMENT} when it is not JSON, lacks a field, or breaks a bound
     */
    public static <T> T read(byte[] json, Class<T> type) {
        return type.cast(read(json, (Type) type));
    }

    /**
     * Reads a value.
     *
     * @param json UTF-8
     * @param type what it is
     * @return the value
     * @throws ShadowException {@link ErrorCode#INVALID_ARGUMENT} when it is not JSON, lacks a field, or breaks a bound
     */
    public static Object read(byte[] json, Type type) {
        try {
            return read(new ByteArrayInputStream(json), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectReader reader(Type type) {
        return MAPPER.readerFor(MAPPER.constructType(type));
    }

    private static Object present(@Nullable Object value) {
        if (value == null) {
            throw new ShadowException(ErrorCode.INVALID_ARGUMENT, "a value is needed where the JSON text says null");
        }
        return value;
    }

    /** The values check their bounds themselves, and what they say is more than what the JSON reader could. */
    private static ShadowException refusal(JsonProcessingException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ShadowException known) {
                return known;
            }
        }
        String where = failure instanceof JsonMappingException mapping ? mapping.getPathReference() : "";
        String message = "the JSON text does not fit" + (where.isEmpty() ? "" : " at " + where) + ": "
                + failure.getOriginalMessage();
        return new ShadowException(ErrorCode.INVALID_ARGUMENT, message, failure);
    }
}
