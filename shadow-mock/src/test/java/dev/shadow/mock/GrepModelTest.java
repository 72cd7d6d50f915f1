package dev.shadow.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.core.search.SearchEngine;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.search.CaseMode;
import dev.shadow.search.GrepMatch;
import dev.shadow.search.GrepRequest;
import dev.shadow.search.GrepResult;
import dev.shadow.search.SearchOperation;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.OperationTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random searches in random files find what a loop over all lines finds. A failure names the seed. */
class GrepModelTest {
    private static final long SEED = Long.getLong("shadow.test.seed", System.nanoTime());
    private static final String[] WORDS = {
        "queue",
        "Queue",
        "QUEUE",
        "map",
        "Über",
        "über",
        " ",
        "\t",
        "x",
        "é",
        "\uD83D\uDE00",
        "k",
        "\u212a",
        "foo(",
        ")",
        "_",
        "\u2028",
        "1"
    };
    private static final String[] LITERALS = {
        "queue", "Queue", "über", "x", "foo()", "k", "é", "map queue", "\uD83D\uDE00", ")"
    };
    private static final String[] PATTERNS = {
        "q\\w+e",
        "Qu|foo",
        "^\\s*map",
        "(queue|Queue)x?$",
        "[a-c]",
        "x{2,}",
        "(?i)ÜBER",
        "^$",
        "\\bk\\b",
        "foo\\([^)]*\\)",
        "."
    };

    private static final List<CaseMode> MODES = List.of(CaseMode.values());

    private final MemoryFileStore store = new MemoryFileStore();

    @Test
    void findsWhatALoopOverAllLinesFinds() throws Exception {
        compare(12, 30);
    }

    @Test
    @Tag("soak")
    void findsItAThousandTimes() throws Exception {
        compare(500, 60);
    }

    private void compare(int trees, int requests) throws Exception {
        OperationTable.Builder builder = OperationTable.builder();
        new SearchEngine(store).register(builder);
        OperationTable table = builder.build();
        long found = 0;
        for (int tree = 0; tree < trees; tree++) {
            Random random = new Random(SEED + tree);
            Map<String, byte[]> files = files(random);
            for (int i = 0; i < requests; i++) {
                GrepRequest request = request(random);
                CallContext call = new CallContext("w", Deadline.after(Duration.ofMinutes(1)), "r", Optional.empty());
                GrepResult result = table.execute(new SearchOperation.Grep(request), call);
                List<GrepMatch> all = new Model(request).search(files);
                String as = "seed " + (SEED + tree) + ", request " + i + ": " + request;
                assertThat(result.timedOut()).as(as).isFalse();
                assertThat(result.truncated()).as(as).isEqualTo(all.size() > request.limit());
                assertThat(result.matches())
                        .as(as)
                        .isEqualTo(all.stream().limit(request.limit()).toList());
                found += result.matches().size();
            }
        }
        assertThat(found).isGreaterThan(trees);
    }

    private Map<String, byte[]> files(Random random) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        String[] names = {"a", "a.b", "a0/x", "d/a", "d/e/f", "d/e.f", "z"};
        for (String name : names) {
            byte[] content = random.nextInt(8) == 0 ? new byte[0] : content(random);
            write(name, content);
            files.put(name, content);
        }
        return files;
    }

    private void write(String name, byte[] content) throws IOException {
        WorkspacePath path = WorkspacePath.parse(name);
        WorkspacePath above = WorkspacePath.ROOT;
        for (String each : path.parent().names()) {
            above = above.child(each);
            if (store.stat(above).isEmpty()) {
                store.createDirectory(above);
            }
        }
        store.replace(path, Optional.empty(), false, target -> target.write(ByteBuffer.wrap(content)));
    }

    /** Mostly short, now and then longer than a buffer, and with bytes that are not UTF-8. */
    private static byte[] content(Random random) {
        int words = random.nextInt(20) == 0 ? random.nextInt(120_000) : random.nextInt(60);
        int lineLength = random.nextInt(20) == 0 ? 100_000 : random.nextInt(8) + 1;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)]);
            if (random.nextInt(lineLength) == 0) {
                text.append(random.nextInt(4) == 0 ? "\r\n" : "\n");
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) (random.nextInt(6) == 0 ? 0 : 0x80 + random.nextInt(0x80));
        }
        return bytes;
    }

    private static GrepRequest request(Random random) {
        boolean literal = random.nextBoolean();
        String[] from = literal ? LITERALS : PATTERNS;
        String pattern = from[random.nextInt(from.length)];
        GrepRequest request = literal ? GrepRequest.literal(pattern) : GrepRequest.regex(pattern);
        int limit = random.nextBoolean() ? random.nextInt(30) + 1 : 2_000;
        return request.caseMode(MODES.get(random.nextInt(MODES.size())))
                .wholeWord(random.nextInt(4) == 0)
                .multiline(random.nextInt(4) == 0)
                .context(random.nextInt(3) * random.nextInt(3), random.nextInt(3) * random.nextInt(3))
                .limit(limit)
                .limitPerFile(random.nextInt(3) == 0 ? random.nextInt(5) + 1 : 100_000);
    }

    /** Not thread-safe. */
    private static final class Model {
        private final GrepRequest request;
        private final Pattern pattern;

        Model(GrepRequest request) {
            this.request = request;
            String letters = request.pattern().replaceAll("\\\\.", "");
            boolean fold = request.caseMode() == CaseMode.INSENSITIVE
                    || (request.caseMode() == CaseMode.SMART
                            && letters.codePoints().noneMatch(Character::isUpperCase));
            String regex = request.literal() ? Pattern.quote(request.pattern()) : request.pattern();
            pattern = Pattern.compile(
                    request.wholeWord() ? "(?<![\\p{L}\\p{N}_])(?:" + regex + ")(?![\\p{L}\\p{N}_])" : regex,
                    (fold ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
                            | (request.multiline() ? Pattern.MULTILINE : 0));
        }

        List<GrepMatch> search(Map<String, byte[]> files) {
            List<GrepMatch> matches = new ArrayList<>();
            files.forEach((path, content) -> {
                boolean binary = false;
                for (int i = 0; i < Math.min(8192, content.length); i++) {
                    binary |= content[i] == 0;
                }
                if (!binary && content.length > 0) {
                    String text = new String(content, StandardCharsets.UTF_8);
                    List<GrepMatch> own = request.multiline() ? overLines(path, text) : inLines(path, text);
                    matches.addAll(own.stream().limit(request.limitPerFile()).toList());
                }
            });
            return matches;
        }

        private static String shown(String line) {
            String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            text = text.replace("\r\n", "\n");
            if (text.length() <= 10_000) {
                return text;
            }
            return text.substring(0, Character.isHighSurrogate(text.charAt(9_999)) ? 9_999 : 10_000);
        }

        private static List<String> lines(String text) {
            List<String> lines = Arrays.asList(text.split("\n", -1));
            return text.endsWith("\n") ? lines.subList(0, lines.size() - 1) : lines;
        }

        private GrepMatch match(String path, List<String> lines, int first, int end, int start, String text) {
            return new GrepMatch(
                    path,
                    first + 1,
                    start + 1,
                    shown(text),
                    lines.subList(Math.max(0, first - request.contextBefore()), first).stream()
                            .map(Model::shown)
                            .toList(),
                    lines
                            .subList(Math.min(end, lines.size()), Math.min(lines.size(), end + request.contextAfter()))
                            .stream()
                            .map(Model::shown)
                            .toList());
        }

        private static int feeds(String text, int from, int to) {
            int feeds = 0;
            for (int i = from; i < to; i++) {
                feeds += text.charAt(i) == '\n' ? 1 : 0;
            }
            return feeds;
        }

        private List<GrepMatch> inLines(String path, String text) {
            List<GrepMatch> matches = new ArrayList<>();
            List<String> lines = lines(text);
            for (int i = 0; i < lines.size() && matches.size() <= request.limit(); i++) {
                String line = lines.get(i);
                Matcher matcher = pattern.matcher(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
                if (matcher.find()) {
                    matches.add(match(path, lines, i, i + 1, matcher.start(), line));
                }
            }
            return matches;
        }

        private List<GrepMatch> overLines(String path, String text) {
            List<GrepMatch> matches = new ArrayList<>();
            List<String> lines = lines(text);
            Matcher matcher = pattern.matcher(text);
            int at = 0;
            int counted = 0;
            int first = 0;
            while (at <= text.length() && matches.size() <= request.limit() && matcher.find(at)) {
                int last = Math.max(matcher.start(), matcher.end() - 1);
                int from = text.lastIndexOf('\n', matcher.start() - 1) + 1;
                int to = text.indexOf('\n', last) < 0 ? text.length() : text.indexOf('\n', last);
                first += feeds(text, counted, from);
                counted = from;
                int end = first + feeds(text, from, to) + 1;
                matches.add(match(path, lines, first, end, matcher.start() - from, text.substring(from, to)));
                at = to + 1;
            }
            return matches;
        }
    }
}
