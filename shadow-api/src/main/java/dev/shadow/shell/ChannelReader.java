package dev.shadow.shell;

import dev.shadow.command.Output;
import dev.shadow.command.OutputChunk;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One output of a shell, cut into what was written while a line ran and what came between.
 *
 * <p>Thread-safe.
 */
final class ChannelReader {
    /** What stands in the marker at the end of a line: exit status and directory. */
    record End(int status, String directory) {}

    private static final int LONGEST_END = 64 << 10;
    private static final Pattern END = Pattern.compile("(\\d{1,3}) (.*)", Pattern.DOTALL);

    private final int limit;
    private final CappedOutput between;
    private CappedOutput during; // this and all below are guarded by this
    private @Nullable Line line;

    /** The three markers of a line that is awaited or runs, and the one that is looked for. */
    private static final class Line {
        final Marker begin;
        final Marker end;
        final Marker close;
        final CompletableFuture<End> ended = new CompletableFuture<>();
        final CappedOutput told = new CappedOutput(2 * LONGEST_END);
        Marker wanted;

        Line(Driver.Request request) {
            begin = new Marker(request.beginMarker());
            end = new Marker(request.endMarker());
            close = new Marker(request.closeMarker());
            wanted = begin;
        }
    }

    /**
     * A reader before the first line.
     *
     * @param limit how much of a line's output is kept
     * @param between takes what no line wrote; may be shared with another reader
     */
    ChannelReader(int limit, CappedOutput between) {
        this.limit = limit;
        this.between = between;
        this.during = new CappedOutput(limit);
    }

    /** From now on the markers of a line are looked for. */
    synchronized CompletableFuture<End> expect(Driver.Request request) {
        Line expected = new Line(request);
        line = expected;
        during = new CappedOutput(limit);
        return expected.ended;
    }

    synchronized void accept(OutputChunk chunk) {
        byte[] bytes = chunk.bytes().toByteArray();
        int at = 0;
        while (at >= 0 && at < bytes.length) {
            Line current = line;
            if (current == null) {
                between.append(bytes, at, bytes.length - at);
                return;
            }
            CappedOutput sink =
                    current.wanted == current.begin ? between : current.wanted == current.end ? during : current.told;
            at = current.wanted.feed(bytes, at, sink);
            if (at >= 0) {
                found(current);
            }
        }
    }

    private void found(Line current) {
        if (current.wanted == current.begin) {
            current.wanted = current.end;
        } else if (current.wanted == current.end) {
            current.wanted = current.close;
        } else {
            line = null;
            String told = current.told.output().head().text(StandardCharsets.UTF_8);
            Matcher end = END.matcher(told);
            if (end.matches()) {
                current.ended.complete(new End(Integer.parseInt(end.group(1)), end.group(2)));
            }
        }
    }

    /** What was written while the line ran; so far, when it still does. */
    synchronized Output during() {
        Line current = line;
        if (current != null && current.wanted == current.end) {
            current.end.end(during);
        }
        return during.output();
    }
}
