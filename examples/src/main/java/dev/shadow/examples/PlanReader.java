package dev.shadow.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a plan: one tool call a line, as {@code {"tool": "...", "arguments": {...}}}. Empty lines are passed over. */
final class PlanReader {
    private static final long MOST_BYTES = 64L << 20;
    private static final int SUBJECT_LENGTH = 100;

    /** Where tools have what they are about, in the order of interest. */
    private static final List<String> SUBJECTS =
            List.of("target_file", "file_path", "path", "relative_workspace_path", "query", "command");

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final String name;
    private final List<PlanStep> steps = new ArrayList<>();

    private PlanReader(String name) {
        this.name = name;
    }

    static List<PlanStep> read(Path file) {
        try {
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                throw new PlanException("the plan " + file + " has " + size + " bytes, more than " + MOST_BYTES);
            }
            return read(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new PlanException("the plan " + file + " does not exist");
        } catch (IOException e) {
            throw new PlanException("the plan " + file + " cannot be read: " + e.getMessage());
        }
    }

    static List<PlanStep> read(String name, byte[] content) {
        PlanReader reader = new PlanReader(name);
        int line = 0;
        int from = 0;
        while (from < content.length) {
            int end = from;
            while (end < content.length && content[end] != '\n') {
                end++;
            }
            reader.readLine(name + ":" + ++line, ByteBuffer.wrap(content, from, end - from));
            from = end + 1;
        }
        return reader.all();
    }

    private List<PlanStep> all() {
        if (steps.isEmpty()) {
            throw new PlanException("the plan " + name + " has no tool calls");
        }
        return List.copyOf(steps);
    }

    private void readLine(String place, ByteBuffer bytes) {
        String text = decode(place, bytes);
        if (!text.isBlank()) {
            steps.add(step(place, parse(place, text)));
        }
    }

    private static String decode(String place, ByteBuffer bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new PlanException(place + " is not UTF-8");
        }
    }

    private static JsonNode parse(String place, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new PlanException(place + " is not JSON: " + e.getOriginalMessage() + " (column "
                    + e.getLocation().getColumnNr() + ")");
        }
    }

    /** Arguments as a text that holds JSON are what some models' interfaces deliver. */
    private static PlanStep step(String place, JsonNode call) {
        JsonNode tool = call.path("tool");
        if (!tool.isTextual()) {
            throw new PlanException(place + " must be an object with the tool's name as \"tool\"");
        }
        JsonNode arguments = call.path("arguments");
        if (!arguments.isObject() && !arguments.isTextual()) {
            throw new PlanException(place + " must have the tool's \"arguments\" as an object");
        }
        String json = arguments.isTextual() ? arguments.textValue() : arguments.toString();
        return new PlanStep(place, tool.textValue(), json, subject(arguments));
    }

    private static String subject(JsonNode arguments) {
        for (String field : SUBJECTS) {
            if (arguments.path(field).isTextual()) {
                return oneLine(arguments.path(field).textValue());
            }
        }
        return "";
    }

    private static String oneLine(String text) {
        int newline = text.indexOf('\n');
        String line = newline < 0 ? text : text.substring(0, newline) + " ...";
        return line.length() <= SUBJECT_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SUBJECT_LENGTH / 2)) + " ...";
    }
}
