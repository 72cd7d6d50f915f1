package dev.shadow.internal;

import dev.shadow.ErrorCode;
import dev.shadow.Settings;
import dev.shadow.Shadow;
import dev.shadow.ShadowException;
import dev.shadow.git.CredentialSource;
import dev.shadow.spi.Backend;
import dev.shadow.spi.BackendEnvironment;
import dev.shadow.spi.BackendProvider;
import dev.shadow.spi.Interceptor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a builder's values to an open {@link Shadow}. Thread-safe. */
public final class Opening {
    private final Settings settings;
    private final List<Interceptor> interceptors;
    private final CredentialSource credentials;

    /**
     * What every way of opening needs.
     *
     * @param code settings given in code
     * @param interceptors outermost first
     * @param credentials asked for git
     */
    public Opening(Map<String, String> code, List<Interceptor> interceptors, CredentialSource credentials) {
        this.settings = Settings.over(
                code,
                name -> Optional.ofNullable(System.getProperty(name)),
                name -> Optional.ofNullable(System.getenv(name)));
        this.interceptors = List.copyOf(interceptors);
        this.credentials = credentials;
    }

    /**
     * Opens the backend that the settings choose among those present.
     *
     * @param classLoader the only place to look, when given
     * @return the open library
     */
    public Shadow find(Optional<ClassLoader> classLoader) {
        Discovery found = classLoader.map(Discovery::in).orElseGet(Discovery::byDefault);
        return open(Selection.choose(found, settings));
    }

    /**
     * Opens a backend.
     *
     * @param provider the backend
     * @return the open library
     */
    public Shadow open(BackendProvider provider) {
        try {
            Settings known = settings.knowing(provider.settings());
            Backend backend = provider.open(new BackendEnvironment(known, credentials));
            return new DefaultShadow(provider.name(), known, backend, interceptors);
        } catch (LinkageError e) {
            throw new ShadowException(
                    ErrorCode.BACKEND_UNAVAILABLE,
                    "the backend '" + provider.name() + "' cannot be loaded, a class that it needs is missing: "
                            + e.getMessage() + "; add the optional dependency that has it",
                    e);
        }
    }
}
