package dev.shadow.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a class of tests in which OkHttp finds an answer that nobody closed; it says where it was asked for. */
final class LeakedConnections implements BeforeAllCallback, AfterAllCallback {
    private static final Logger OKHTTP = Logger.getLogger("okhttp3.OkHttpClient"); // held: loggers are weak

    private final Queue<LogRecord> leaks = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord message) {
            if (String.valueOf(message.getMessage()).contains("leaked")) {
                leaks.add(message);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Override
    public void beforeAll(ExtensionContext context) {
        handler.setLevel(Level.ALL);
        OKHTTP.setLevel(Level.FINE); // from here on it notes where each call was begun
        OKHTTP.setUseParentHandlers(false);
        OKHTTP.addHandler(handler);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        OKHTTP.removeHandler(handler);
        OKHTTP.setLevel(null);
        OKHTTP.setUseParentHandlers(true);
        assertThat(leaks).allSatisfy(leak -> {
            throw new AssertionError(leak.getMessage(), leak.getThrown());
        });
    }
}
