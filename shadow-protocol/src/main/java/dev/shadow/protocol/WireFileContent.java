package dev.shadow.protocol;

import dev.shadow.Bytes;
import dev.shadow.file.FileContent;
import dev.shadow.file.FileVersion;
import java.util.OptionalLong;

/** {@link FileContent} as JSON, which is how it travels in a batch. */
record WireFileContent(
        String path, Bytes bytes, long offset, long totalBytes, OptionalLong totalLines, FileVersion version) {
    static WireFileContent of(FileContent content) {
        return new WireFileContent(
                content.path(),
                content.bytes(),
                content.offset(),
                content.totalBytes(),
                content.totalLines(),
                content.version());
    }

    FileContent content() {
        return new FileContent(path, bytes, offset, totalBytes, totalLines, version);
    }
}
