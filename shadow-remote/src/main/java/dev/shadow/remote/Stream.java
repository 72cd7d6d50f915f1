package dev.shadow.remote;

import okhttp3.Call;
import okhttp3.Response;

/**
 * An answer whose body is still coming.
 *
 * @param call ends a read under way when it is cancelled, from any thread
 * @param response closed by its reader
 */
record Stream(Call call, Response response) {}
