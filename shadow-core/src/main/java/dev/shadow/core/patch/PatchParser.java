package dev.shadow.core.patch;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads patches of either form. */
final class PatchParser {
    /** Characters of a patch. */
    static final int MOST_CHARACTERS = 32 << 20;

    /** Each holds one or two locks, one inside the other, and 500 of them fill a stack of 1 MiB. */
    static final int MOST_FILES = 10_000;

    private PatchParser() {}

    static List<FilePatch> parse(String patch) {
        if (patch.length() > MOST_CHARACTERS) {
            throw tooLarge(
                    "the patch has " + patch.length() + " characters, and at most " + MOST_CHARACTERS + " are read");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(patch)) {
            throw PatchLines.invalid(1, "the text holds half a surrogate pair");
        }
        PatchLines lines = new PatchLines(patch);
        while (lines.hasNext() && lines.peekHeader().isBlank()) {
            lines.skip();
        }
        List<FilePatch> files = lines.peekHeader().equals(BeginPatchParser.BEGIN)
                ? new BeginPatchParser(lines).parse()
                : new UnifiedParser(lines).parse();
        if (files.size() > MOST_FILES) {
            throw tooLarge(
                    "the patch changes " + files.size() + " files, and at most " + MOST_FILES + " are changed at once");
        }
        return files;
    }

    private static ShadowException tooLarge(String why) {
        return new ShadowException(ErrorCode.TOO_LARGE, why + "; split it by files");
    }
}
