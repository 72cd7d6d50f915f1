package dev.shadow.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.shadow.Bytes;
import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.PrepareEvent;
import dev.shadow.ShadowException;
import dev.shadow.command.CommandLine;
import dev.shadow.command.Exit;
import dev.shadow.command.Signal;
import dev.shadow.command.Stdin;
import dev.shadow.file.ReadOutcome;
import dev.shadow.file.ReadRange;
import dev.shadow.file.WriteCondition;
import dev.shadow.git.RemoteUrl;
import dev.shadow.terminal.TerminalEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** How those values travel that are more than their components. Thread-safe once it is registered. */
final class ApiModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    ApiModule() {
        kinds(Exit.class, ExitKinds.class);
        kinds(CommandLine.class, CommandLineKinds.class);
        kinds(Stdin.class, StdinKinds.class);
        kinds(ReadRange.class, ReadRangeKinds.class);
        kinds(ReadOutcome.class, ReadOutcomeKinds.class);
        kinds(WriteCondition.class, WriteConditionKinds.class);
        kinds(TerminalEvent.class, TerminalEventKinds.class);
        setMixInAnnotation(ErrorCode.class, Name.class);
        setMixInAnnotation(Capability.class, Name.class);
        setMixInAnnotation(Signal.class, Name.class);
        setMixInAnnotation(PrepareEvent.Step.class, Name.class);
        text(RemoteUrl.class, RemoteUrl::value, RemoteUrl::parse);
        text(Path.class, Path::toString, Path::of);
        addSerializer(Bytes.class, new BytesWriter());
        addDeserializer(Bytes.class, new BytesReader());
        through(
                ShadowException.class,
                Problem.class,
                failure -> Problem.of(failure, Optional.empty()),
                Problem::toException);
        through(
                dev.shadow.file.FileContent.class,
                WireFileContent.class,
                WireFileContent::of,
                WireFileContent::content);
        through(
                dev.shadow.command.CommandResult.class,
                WireCommandResult.class,
                WireCommandResult::of,
                WireCommandResult::result);
        through(
                dev.shadow.terminal.TerminalSnapshot.class,
                WireTerminalSnapshot.class,
                WireTerminalSnapshot::of,
                WireTerminalSnapshot::snapshot);
    }

    private void kinds(Class<?> sealed, Class<?> mixin) {
        setMixInAnnotation(sealed, mixin);
    }

    private <T> void text(Class<T> type, Function<T, String> write, Function<String, T> read) {
        through(type, String.class, write, read);
    }

    /** A type that travels as another one. */
    private <T, W> void through(Class<T> type, Class<W> wire, Function<T, W> write, Function<W, T> read) {
        addSerializer(type, new StdSerializer<T>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(T value, JsonGenerator target, SerializerProvider provider) throws IOException {
                provider.defaultSerializeValue(write.apply(value), target);
            }
        });
        addDeserializer(type, new StdDeserializer<T>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public T deserialize(JsonParser source, DeserializationContext context) throws IOException {
                return read.apply(context.readValue(source, wire));
            }
        });
    }

    /** A value that is its name. */
    private record Name(@JsonValue String name) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Name {}
    }

    private static final class BytesWriter extends JsonSerializer<Bytes> {
        @Override
        public void serialize(Bytes value, JsonGenerator target, SerializerProvider provider) throws IOException {
            target.writeBinary(value.asInputStream(), value.size());
        }

        @Override
        public void serializeWithType(
                Bytes value, JsonGenerator target, SerializerProvider provider, TypeSerializer type)
                throws IOException {
            serialize(value, target, provider);
        }
    }

    private static final class BytesReader extends JsonDeserializer<Bytes> {
        @Override
        public Bytes deserialize(JsonParser source, DeserializationContext context) throws IOException {
            return Bytes.wrap(source.getBinaryValue());
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Exit.Exited.class, name = "exited"),
        @JsonSubTypes.Type(value = Exit.Signalled.class, name = "signalled"),
        @JsonSubTypes.Type(value = Exit.TimedOut.class, name = "timedOut"),
        @JsonSubTypes.Type(value = Exit.Cancelled.class, name = "cancelled"),
        @JsonSubTypes.Type(value = Exit.Unknown.class, name = "unknown")
    })
    private interface ExitKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = CommandLine.Argv.class, name = "argv"),
        @JsonSubTypes.Type(value = CommandLine.Shell.class, name = "shell")
    })
    private interface CommandLineKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Stdin.Closed.class, name = "closed"),
        @JsonSubTypes.Type(value = Stdin.Given.class, name = "given"),
        @JsonSubTypes.Type(value = Stdin.Open.class, name = "open")
    })
    private interface StdinKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ReadRange.All.class, name = "all"),
        @JsonSubTypes.Type(value = ReadRange.Lines.class, name = "lines"),
        @JsonSubTypes.Type(value = ReadRange.ByteRange.class, name = "bytes")
    })
    private interface ReadRangeKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ReadOutcome.Success.class, name = "success"),
        @JsonSubTypes.Type(value = ReadOutcome.Failure.class, name = "failure")
    })
    private interface ReadOutcomeKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = TerminalEvent.Next.class, name = "next"),
        @JsonSubTypes.Type(value = TerminalEvent.Gap.class, name = "gap")
    })
    private interface TerminalEventKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = WriteCondition.Any.class, name = "any"),
        @JsonSubTypes.Type(value = WriteCondition.Absent.class, name = "absent"),
        @JsonSubTypes.Type(value = WriteCondition.Version.class, name = "version")
    })
    private interface WriteConditionKinds {}
}
