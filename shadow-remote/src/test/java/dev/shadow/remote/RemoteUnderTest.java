package dev.shadow.remote;

import dev.shadow.git.CredentialSource;
import dev.shadow.spi.Backend;
import dev.shadow.spi.BackendEnvironment;
import dev.shadow.spi.BackendProvider;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** The remote backend with a patience and pauses of the test's own. */
record RemoteUnderTest(SidecarAddress address, OkHttpClient http, Patience patience, Pause pause)
        implements BackendProvider {
    static final String NAME = "under-test";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Backend open(BackendEnvironment environment) {
        SidecarClient client = new SidecarClient(address, http, new Token(Optional.empty()), patience);
        return new RemoteBackend(client, new GitAuthorization(CredentialSource.none()), pause);
    }
}
