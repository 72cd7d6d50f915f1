package dev.shadow.protocol;

/**
 * The paths of the API. Whatever a user may choose (a path, an id, a name) travels in the query or the body, where no proxy
 * shortens {@code ..} or decodes {@code %2F}; path segments are made by the sidecar itself.
 *
 * <p>Thread-safe.
 */
public final class Routes {
    /** {@code GET}: the process runs. No token needed. */
    public static final String LIVE = "/health/live";

    /** {@code GET}: calls can be served. No token needed. */
    public static final String READY = "/health/ready";

    /** {@code GET}: figures for Prometheus, as text. */
    public static final String METRICS = "/metrics";

    /** {@code GET}: {@link SidecarInfo}. */
    public static final String INFO = "/v1/info";

    /** {@code GET}: the status of every workspace, or with {@code id} of one. */
    public static final String WORKSPACES = "/v1/workspaces";

    /** {@code POST}, keyed: prepares a workspace; answers with events. */
    public static final String PREPARE = "/v1/workspaces/prepare";

    /** {@code POST}, keyed: opens a workspace; answers with {@link HandleInfo}. */
    public static final String OPEN = "/v1/workspaces/open";

    /** {@code POST}, keyed: destroys a workspace. */
    public static final String DESTROY = "/v1/workspaces/destroy";

    /** {@code POST}, keyed: makes workspaces that begin where another one is; answers with a {@link HandleInfo} for each. */
    public static final String FORK = "/v1/workspaces/fork";

    /** {@code POST}: compares the files of two workspaces. */
    public static final String COMPARE = "/v1/workspaces/compare";

    /** {@code POST}, keyed: keeps a fork. */
    public static final String ADOPT = "/v1/workspaces/adopt";

    /** {@code GET}: whether the backend behind the sidecar serves. */
    public static final String BACKEND_HEALTH = "/v1/health";

    /** {@code DELETE} {@code /v1/calls/{key}}: whoever made this call does not want it any more. */
    public static final String CALLS = "/v1/calls";

    /** {@code DELETE} {@code /v1/handles/{handle}}: closes it. The routes below stand beneath a handle. */
    public static final String HANDLES = "/v1/handles";

    /** {@code GET} reads, {@code PUT} writes a file. */
    public static final String CONTENT = "/file/content";

    /** {@code GET}: streams a file. */
    public static final String DOWNLOAD = "/file/download";

    /** {@code POST}, keyed: begins an upload. {@code GET}, {@code PATCH}, {@code POST}, {@code DELETE} beneath it go on. */
    public static final String UPLOADS = "/file/uploads";

    /** {@code POST}, keyed: several calls at once, each with its own answer; see {@link WireBatch}. */
    public static final String BATCH = "/batch";

    /** {@code GET}: output of a command, followed with {@code follow=true}. */
    public static final String OUTPUT = "/command/output";

    /** {@code GET}: the result of a command, waited for. */
    public static final String RESULT = "/command/result";

    /** {@code POST}, keyed: bytes for a command's input. */
    public static final String STDIN = "/command/stdin";

    /** {@code GET}: the entries of the terminal as events. */
    public static final String TERMINAL_EVENTS = "/terminal/events";

    /** {@code GET}: changes of files as events. */
    public static final String WATCH_EVENTS = "/watch/events";

    private Routes() {}

    /**
     * {@code POST}, keyed unless it only reads: an operation whose arguments and result are JSON.
     *
     * @param operation its name, such as {@code file.stat}
     * @return its path beneath a handle, such as {@code /file/stat}
     */
    public static String operation(String operation) {
        return "/" + operation.replace('.', '/');
    }

    /**
     * The routes of one handle.
     *
     * @param handle as the sidecar gave it
     * @param route one of those that stand beneath a handle
     * @return the path
     */
    public static String under(String handle, String route) {
        return HANDLES + "/" + handle + route;
    }
}
