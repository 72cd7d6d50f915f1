package dev.shadow.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.shadow.ErrorCode;
import dev.shadow.command.Command;
import dev.shadow.command.CommandOperation;
import dev.shadow.protocol.Headers;
import dev.shadow.protocol.Routes;
import dev.shadow.protocol.StatusCodes;
import dev.shadow.protocol.WireErrors;
import dev.shadow.protocol.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks openapi.yaml against a running sidecar: neither may have what the other lacks. The bodies are held to the classes in shadow-protocol. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    /** Of HTTP itself, which need no description. */
    private static final Set<String> OF_HTTP =
            Set.of("content-type", "content-length", "transfer-encoding", "cache-control", "connection");

    /** Names that others have given. */
    private static final Set<String> STANDARD = Set.of(
            "ETag",
            "Retry-After",
            "Preference-Applied",
            "Allow",
            "WWW-Authenticate",
            "If-Match",
            "If-None-Match",
            "Range",
            "Last-Event-ID");

    private JsonNode document;
    private Sidecar sidecar;
    private Caller caller;
    private String handle;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        try (InputStream file = Routes.class.getResourceAsStream("openapi.yaml")) {
            document = YAML.readTree(file);
        }
        sidecar = Sidecar.start(SidecarOptions.onLoopback(directory));
        caller = new Caller(URI.create(sidecar.addresses().get(0)));
        handle = caller.prepare("w").handle();
        caller.put(under("/file/content?path=a"), "1\n2\n3\n");
        caller.post(
                under("/command/run"),
                new String(
                        WireJson.write(
                                new CommandOperation.Run(Command.shell("echo 1").id("c-1"))),
                        StandardCharsets.UTF_8));
    }

    @AfterAll
    void stop() {
        sidecar.close();
    }

    private String under(String route) {
        return Routes.under(handle, route);
    }

    @Test
    void isADocumentOfOpenApi31() throws IOException {
        try (InputStream official = getClass().getResourceAsStream("openapi-3.1.schema.json")) {
            JsonSchema schema = SCHEMAS.getSchema(official);
            assertThat(schema.validate(document)).isEmpty();
            assertThat(schema.validate(YAML.readTree("{openapi: 3.1.0, info: {title: a}}")))
                    .isNotEmpty();
        }
    }

    @Test
    void everySchemaInItIsAJsonSchema() {
        JsonSchema meta = SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V202012));
        List<JsonNode> schemas = new ArrayList<>(document.findValues("schema"));
        document.at("/components/schemas").forEach(schemas::add);
        assertThat(schemas).hasSizeGreaterThan(100);
        schemas.forEach(schema ->
                assertThat(meta.validate(schema)).as(schema.toString()).isEmpty());
        assertThat(meta.validate(YAML.getNodeFactory().objectNode().put("type", "text")))
                .isNotEmpty();
    }

    @Test
    void everyReferenceInItLeadsSomewhere() {
        List<String> references = document.findValuesAsText("$ref");
        assertThat(references).hasSizeGreaterThan(100);
        assertThat(references)
                .allMatch(reference -> !document.at(reference.substring(1)).isMissingNode());
        Set<String> used = new TreeSet<>(references);
        for (String part : List.of("schemas", "headers", "parameters", "responses")) {
            document.at("/components/" + part).fieldNames().forEachRemaining(name -> {
                boolean operation = part.equals("schemas") && name.matches("[a-z].*");
                assertThat(operation
                                || used.contains("#/components/" + part + "/" + name)
                                || Set.of("Timeout", "RequestId", "TraceParent").contains(name))
                        .as("the use of " + name)
                        .isTrue();
            });
        }
    }

    private Set<String> documented() {
        Set<String> routes = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (!method.equals("parameters")) {
                        routes.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return routes;
    }

    @Test
    void hasEveryRouteOfTheSidecarAndNoOther() {
        assertThat(documented()).isEqualTo(sidecar.routes()).hasSizeGreaterThan(50);
    }

    @Test
    void everyOperationIdIsThereOnce() {
        assertThat(document.findValuesAsText("operationId"))
                .doesNotHaveDuplicates()
                .hasSameSizeAs(documented());
    }

    @Test
    void hasEveryErrorCodeWithItsStatusAndNoOther() throws IllegalAccessException {
        Map<String, Integer> codes = new TreeMap<>();
        for (Class<?> holder : List.of(ErrorCode.class, WireErrors.class)) {
            for (Field field : holder.getFields()) {
                if (field.get(null) instanceof ErrorCode code) {
                    codes.put(code.name(), StatusCodes.of(code));
                }
            }
        }
        Map<String, Integer> documented = new TreeMap<>();
        document.get("x-error-codes")
                .properties()
                .forEach(code -> documented.put(code.getKey(), code.getValue().intValue()));
        assertThat(documented).isEqualTo(codes).hasSizeGreaterThan(50);
    }

    @Test
    void hasEveryHeaderOfTheProtocolAndNoOther() throws IllegalAccessException {
        Set<String> ours = new TreeSet<>(STANDARD);
        for (Field field : Headers.class.getFields()) {
            ours.add((String) field.get(null));
        }
        Set<String> documented = new TreeSet<>();
        document.at("/components/headers").fieldNames().forEachRemaining(documented::add);
        document.findParents("in").stream()
                .filter(parameter -> parameter.get("in").asText().equals("header"))
                .forEach(parameter -> documented.add(parameter.get("name").asText()));
        assertThat(documented).isEqualTo(ours);
    }

    @Test
    void hasEveryStreamOfEvents() {
        List<String> streams = document.findParents("text/event-stream").stream()
                .map(content -> content.at("/text~1event-stream/schema/$ref").asText())
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .toList();
        assertThat(streams).containsExactlyInAnyOrder("PreparationEvent", "TerminalEvent", "WatchEvent");
    }

    Stream<String> routes() {
        return documented().stream();
    }

    /** With nothing in it a request is answered or refused, but it is known; nothing comes back that is not described. */
    @ParameterizedTest
    @MethodSource("routes")
    void theSidecarKnowsTheRouteAndAnswersAsDescribed(String route) throws Exception {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1);
        if (method.equals("DELETE") && path.equals(Routes.under("{handle}", ""))) {
            path = Routes.under(caller.open("w").handle(), "");
        }
        HttpRequest.Builder request = caller.request(
                        path.replace("{handle}", handle).replace("{key}", "none"))
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
        if (path.endsWith("/events")) {
            request = request.header("Last-Event-ID", "x"); // refused, as it would go on for ever
        }
        check(route, caller.send(request));
    }

    private void check(String route, HttpResponse<String> answer) {
        assertThat(answer.body()).as(route).doesNotContain("ROUTE_NOT_FOUND", "METHOD_NOT_ALLOWED", "INTERNAL");
        JsonNode responses = document.at("/paths")
                .get(route.substring(route.indexOf(' ') + 1))
                .get(route.substring(0, route.indexOf(' ')).toLowerCase(java.util.Locale.ROOT))
                .get("responses");
        JsonNode described = resolve(
                responses.has(String.valueOf(answer.statusCode()))
                        ? responses.get(String.valueOf(answer.statusCode()))
                        : responses.get("default"));
        boolean failed = answer.statusCode() >= 400;
        assertThat(failed || responses.has(String.valueOf(answer.statusCode())))
                .as(route + ": " + answer.statusCode())
                .isTrue();
        Set<String> allowed = new TreeSet<>(OF_HTTP);
        described
                .path("headers")
                .fieldNames()
                .forEachRemaining(name -> allowed.add(name.toLowerCase(java.util.Locale.ROOT)));
        assertThat(allowed).as(route).containsAll(answer.headers().map().keySet());
        answer.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> assertThat(described.get("content").has(type.replaceFirst(";.*", "")))
                        .as(route + ": " + type)
                        .isTrue());
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** Every header that is described for these is really sent. */
    @Test
    void answersHaveTheHeadersThatAreDescribed() throws Exception {
        sends("GET /v1/handles/{handle}/file/content", "?path=a&firstLine=1&lastLine=1", Set.of());
        sends("GET /v1/handles/{handle}/file/download", "?path=a", Set.of());
        sends("GET /v1/handles/{handle}/command/output", "?id=c-1", Set.of());
        sends("GET /v1/handles/{handle}/command/output", "?id=c-1&follow=true", Set.of("Shadow-Last"));
        sends("GET /v1/handles/{handle}/command/result", "?id=c-1&wait=1000", Set.of());
        sends("GET /v1/handles/{handle}", "", Set.of());
        sends("GET /v1/info", "", Set.of());
        sends("GET /health/ready", "", Set.of());
    }

    private void sends(String route, String query, Set<String> not) throws Exception {
        String path = route.substring(4);
        HttpResponse<String> answer = caller.get(path.replace("{handle}", handle) + query);
        assertThat(answer.statusCode()).as(route).isEqualTo(200);
        check(route, answer);
        JsonNode described = resolve(document.at("/paths").get(path).at("/get/responses/200"));
        described
                .get("headers")
                .fieldNames()
                .forEachRemaining(
                        name -> assertThat(answer.headers().firstValue(name).isPresent())
                                .as(route + query + ": " + name)
                                .isEqualTo(!not.contains(name)));
    }

    /** A body that is answered fits the schema that is described for it. */
    @Test
    void answersFitTheirSchemas() throws Exception {
        fits("/v1/info", caller.get("/v1/info"), "SidecarInfo");
        fits("/v1/health", caller.get("/v1/health"), "Health");
        fits("handle", caller.get(under("")), "HandleInfo");
        fits("result", caller.get(under("/command/result?id=c-1&wait=1000")), "CommandResult");
        fits("write", caller.put(under("/file/content?path=b"), "1"), "WriteResult");
        fits("problem", caller.get("/v1/none"), "Problem");
        fits("stat", caller.post(under("/file/stat"), "{\"path\":\"a\"}"), "FileStat");
        fits("terminal", caller.post(under("/terminal/stats"), "{}"), "TerminalStats");
        String upload = caller.send("POST", under("/file/uploads?path=c"), BodyPublishers.noBody())
                .body();
        assertThat(upload).contains("\"received\":0");
    }

    private void fits(String what, HttpResponse<String> answer, String name) throws IOException {
        JsonNode whole = YAML.createObjectNode().put("$ref", "#/components/schemas/" + name);
        ((com.fasterxml.jackson.databind.node.ObjectNode) whole).set("components", document.get("components"));
        JsonSchema schema = SCHEMAS.getSchema(whole);
        assertThat(schema.validate(new ObjectMapper().readTree(answer.body())))
                .as(what + " " + answer.body())
                .isEmpty();
        assertThat(schema.validate(YAML.readTree("{}"))).isNotEmpty();
    }
}
