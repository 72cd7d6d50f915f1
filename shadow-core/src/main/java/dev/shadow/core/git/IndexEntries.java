package dev.shadow.core.git;

import dev.shadow.core.store.FileEntry;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.util.RawParseUtils;

/** Makes entries of the index. */
final class IndexEntries {
    private IndexEntries() {}

    /** The path as JGit's walks of trees decode it: what is no UTF-8 is taken for Latin-1. */
    static String path(DirCacheEntry entry) {
        return path(entry.getRawPath());
    }

    static String path(byte[] raw) {
        return RawParseUtils.decode(raw);
    }

    static DirCacheEntry of(String path, Blobs.Blob blob) {
        return of(path, blob.item(), blob.entry(), blob.size());
    }

    /** An entry with what later tells that the file has not changed. */
    static DirCacheEntry of(String path, Item item, FileEntry file, long size) {
        DirCacheEntry entry = bare(path, item);
        entry.setLength(size);
        entry.setLastModified(file.modified().toInstant());
        return entry;
    }

    /** An entry without. */
    static DirCacheEntry bare(String path, Item item) {
        DirCacheEntry entry = new DirCacheEntry(path);
        entry.setFileMode(item.fileMode());
        entry.setObjectId(item.id());
        return entry;
    }
}
