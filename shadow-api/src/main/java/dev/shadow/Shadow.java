package dev.shadow;

import dev.shadow.git.CredentialSource;
import dev.shadow.internal.Opening;
import dev.shadow.spi.BackendProvider;
import dev.shadow.spi.Check;
import dev.shadow.spi.Interceptor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way in. {@link #open()} finds the backends on the class path or module path and opens the chosen one.
 *
 * <p>Which backend: {@link Builder#mode}, else the system property {@code shadow.mode}, else the environment variable
 * {@code AGENT_MODE}, else the only one present. Several and no choice is an error, and so is a chosen one that is absent or
 * cannot be loaded: nothing is ever chosen in its place.
 *
 * <p>Thread-safe.
 */
public interface Shadow extends AutoCloseable {
    /**
     * Opens the backend that settings choose.
     *
     * @return to be closed by the caller
     * @throws ShadowException {@link ErrorCode#BACKEND_NONE}, {@link ErrorCode#BACKEND_AMBIGUOUS},
     *     {@link ErrorCode#BACKEND_NOT_FOUND}, {@link ErrorCode#BACKEND_UNAVAILABLE}
     */
    static Shadow open() {
        return builder().open();
    }

    /**
     * Opens a backend that code configures.
     *
     * @return a builder
     */
    static Builder builder() {
        return new Builder();
    }

    /**
     * The workspaces of the backend.
     *
     * @return the same object at each call
     */
    WorkspaceManager workspaces();

    /**
     * The name of the backend.
     *
     * @return such as {@code local}
     */
    String mode();

    /**
     * Every setting with its effective value.
     *
     * @return secrets are masked when it is shown
     */
    Settings settings();

    /** Releases every workspace handle and the backend. Does nothing the second time. */
    @Override
    void close();

    /** Configures {@link Shadow}. Not thread-safe. */
    final class Builder {
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final List<Interceptor> interceptors = new ArrayList<>();
        private CredentialSource credentials = CredentialSource.none();
        private Optional<ClassLoader> classLoader = Optional.empty();
        private Optional<BackendProvider> backend = Optional.empty();

        private Builder() {}

        /**
         * Chooses the backend. By default settings do, as {@link Shadow} tells.
         *
         * @param name such as {@code local}
         * @return this
         */
        public Builder mode(String name) {
            return set(Setting.MODE, name);
        }

        /**
         * Sets where Shadow's own files are. By default {@code $XDG_STATE_HOME/shadow} or {@code ~/.local/state/shadow}.
         *
         * @param directory made when it is not there; never inside a work tree
         * @return this
         */
        public Builder stateDirectory(Path directory) {
            return set(Setting.STATE_DIRECTORY, directory.toAbsolutePath().toString());
        }

        /**
         * Gives a setting, over system properties and the environment.
         *
         * @param setting which
         * @param value its value, not empty
         * @return this
         */
        public Builder set(Setting setting, String value) {
            settings.put(setting.name(), Check.text(setting.name(), value));
            return this;
        }

        /**
         * Sets who is asked for git credentials. By default nobody: remotes are used without.
         *
         * @param source asked for each operation
         * @return this
         */
        public Builder credentials(CredentialSource source) {
            credentials = source;
            return this;
        }

        /**
         * Adds an interceptor. The first added sees a call first. By default there is none.
         *
         * @param interceptor sees every operation
         * @return this
         */
        public Builder intercept(Interceptor interceptor) {
            interceptors.add(interceptor);
            return this;
        }

        /**
         * Sets the only class loader that backends are looked for in. By default the thread's context class loader and
         * then the one of this library.
         *
         * @param loader where to look
         * @return this
         */
        public Builder classLoader(ClassLoader loader) {
            classLoader = Optional.of(loader);
            return this;
        }

        /**
         * Uses this very backend and looks for no other, whatever the settings say; a mock with a script, say.
         *
         * @param provider the backend
         * @return this
         */
        public Builder backend(BackendProvider provider) {
            backend = Optional.of(provider);
            return this;
        }

        /**
         * Opens the backend.
         *
         * @return to be closed by the caller
         * @throws ShadowException {@link ErrorCode#BACKEND_NONE}, {@link ErrorCode#BACKEND_AMBIGUOUS},
         *     {@link ErrorCode#BACKEND_NOT_FOUND}, {@link ErrorCode#BACKEND_UNAVAILABLE}
         */
        public Shadow open() {
            Opening opening = new Opening(settings, interceptors, credentials);
            return backend.isPresent() ? opening.open(backend.get()) : opening.find(classLoader);
        }
    }
}
