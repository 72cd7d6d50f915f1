package dev.shadow.remote;

import dev.shadow.DestroyMode;
import dev.shadow.Setting;
import dev.shadow.Shadow;
import dev.shadow.WorkspaceStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Sidecars in processes of their own, which serve all tests of a class one after the other. What a test leaves behind is
 * destroyed before the next one, so that each finds the empty backend that it was promised.
 */
final class ContractSidecars implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    /** What {@code another()} of the contract asks for; commands are kept by the sidecar, so it is told. */
    private static final Map<String, List<String>> PROPERTIES =
            Map.of("another", List.of(Setting.COMMAND_RETENTION.name() + "=PT0.3S"));

    private final Starter starter;
    private final Map<String, SidecarProcess> running = new TreeMap<>();
    private final Map<String, Shadow> cleaners = new TreeMap<>();
    private final List<Path> links = new ArrayList<>();
    private final Scratch scratch = new Scratch("remote-contract");

    /** Starts a sidecar and says how it is reached. */
    interface Starter {
        SidecarProcess start(Path directory, List<String> properties) throws IOException;

        default Shadow.Builder reach(SidecarProcess sidecar, Path directory) {
            return Shadow.builder().mode("remote").set(RemoteBackendProvider.URL, sidecar.address());
        }
    }

    ContractSidecars(Starter starter) {
        this.starter = starter;
    }

    Shadow.Builder backend(Path wanted) {
        String name = wanted.getFileName().toString();
        Shadow.Builder builder = reach(name);
        try {
            if (!Files.exists(wanted)) {
                Files.createSymbolicLink(wanted, scratch.path().resolve(name)); // the tests look at what is in it
                links.add(wanted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return builder;
    }

    private Shadow.Builder reach(String name) {
        Path directory = scratch.path().resolve(name);
        SidecarProcess sidecar = running.computeIfAbsent(name, absent -> start(absent, directory));
        return starter.reach(sidecar, directory);
    }

    private SidecarProcess start(String name, Path directory) {
        try {
            return starter.start(directory, PROPERTIES.getOrDefault(name, List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        for (String name : running.keySet()) {
            Shadow cleaner =
                    cleaners.computeIfAbsent(name, reached -> reach(reached).open());
            for (WorkspaceStatus left : cleaner.workspaces().list()) {
                cleaner.workspaces().destroy(left.id(), DestroyMode.DISCARD);
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        for (Path link : links) {
            Files.deleteIfExists(link);
        }
        links.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        cleaners.values().forEach(Shadow::close);
        running.values().forEach(SidecarProcess::close);
        running.clear();
        scratch.close();
    }
}
