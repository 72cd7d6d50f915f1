package dev.shadow.examples.backend;

import dev.shadow.ErrorCode;
import dev.shadow.Setting;
import dev.shadow.ShadowException;
import dev.shadow.spi.Backend;
import dev.shadow.spi.BackendEnvironment;
import dev.shadow.spi.BackendProvider;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Workspaces of another backend in which nothing can be run: for agents that review, document or translate.
 *
 * <p>Thread-safe.
 */
// tag::provider[]
public final class FilesOnlyBackendProvider implements BackendProvider {
    static final Setting BASE = Setting.of(
                    "shadow.files-only.base", "SHADOW_FILES_ONLY_BASE", "The backend that the workspaces are of.")
            .orDefault("local");

    @Override
    public String name() {
        return "files-only";
    }

    @Override
    public List<Setting> settings() {
        return List.of(BASE);
    }

    @Override
    public Backend open(BackendEnvironment environment) {
        BackendProvider base = find(environment.settings().value(BASE).orElseThrow());
        BackendEnvironment more =
                new BackendEnvironment(environment.settings().knowing(base.settings()), environment.credentials());
        return new FilesOnlyBackend(base.open(more));
    }

    private BackendProvider find(String name) {
        return ServiceLoader.load(BackendProvider.class, getClass().getClassLoader()).stream()
                .filter(each -> each.type() != getClass())
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ShadowException(
                        ErrorCode.BACKEND_NOT_FOUND,
                        "the backend '" + name + "' that " + BASE.name() + " names is not present; add the artifact"
                                + " dev.shadow:shadow-" + name));
    }
}
// end::provider[]
