package dev.shadow.remote;

import dev.shadow.ErrorCode;
import dev.shadow.Setting;
import dev.shadow.Settings;
import dev.shadow.ShadowException;
import dev.shadow.spi.Backend;
import dev.shadow.spi.BackendEnvironment;
import dev.shadow.spi.BackendProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Workspaces behind a sidecar. */
public final class RemoteBackendProvider implements BackendProvider {
    /** Where the sidecar listens. */
    public static final Setting URL = Setting.of(
            "shadow.remote.url",
            "SHADOW_REMOTE_URL",
            "Where the sidecar listens: http://HOST:PORT, https://HOST:PORT or unix:///PATH.");

    /** The file with the token that the sidecar wants. */
    public static final Setting TOKEN_FILE = Setting.of(
            "shadow.token.file",
            "SHADOW_TOKEN_FILE",
            "File with the token that the sidecar wants; read for each call.");

    /** The authorities whose certificates are trusted. */
    public static final Setting CA_FILE = Setting.of(
            "shadow.remote.ca.file",
            "SHADOW_REMOTE_CA_FILE",
            "PEM file of the authorities that the sidecar's certificate may come from. By default those of the JDK.");

    /** For {@link java.util.ServiceLoader}. */
    public RemoteBackendProvider() {}

    @Override
    public String name() {
        return "remote";
    }

    @Override
    public List<Setting> settings() {
        return List.of(URL, TOKEN_FILE, CA_FILE);
    }

    @Override
    public Backend open(BackendEnvironment environment) {
        Settings settings = environment.settings();
        String url = settings.value(URL)
                .orElseThrow(() -> new ShadowException(
                        ErrorCode.INVALID_ARGUMENT,
                        "the mode remote needs a sidecar; set SHADOW_REMOTE_URL (or shadow.remote.url) to where one"
                                + " listens"));
        SidecarAddress address = SidecarAddress.parse(url);
        Optional<Path> authorities = settings.value(CA_FILE).map(Path::of);
        Token token = new Token(settings.value(TOKEN_FILE).map(Path::of));
        SidecarClient client =
                new SidecarClient(address, Transport.create(address, authorities), token, Patience.SYSTEM);
        return new RemoteBackend(client, new GitAuthorization(environment.credentials()), Pause.SYSTEM);
    }
}
