package dev.shadow.protocol;

/**
 * An upload under way.
 *
 * <p>Thread-safe.
 *
 * @param upload names it
 * @param received how many bytes are there
 */
public record UploadInfo(String upload, long received) {}
