package dev.shadow.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/** A certificate for 127.0.0.1 that nobody but the tests trusts, and its key; made by the JDK's keytool. */
record SelfSigned(Path certificate, Path key) {
    private static final String PASSWORD = "changeit";

    static SelfSigned in(Path directory) {
        return new SelfSigned(directory.resolve("certificate.pem"), directory.resolve("key.pem"));
    }

    static SelfSigned make(Path directory) throws IOException {
        return make(directory, "ip:127.0.0.1");
    }

    /** A certificate for other names. */
    static SelfSigned make(Path directory, String names) throws IOException {
        Files.createDirectories(directory);
        Path store = directory.resolve("store.p12");
        keytool(store, names);
        SelfSigned made = in(directory);
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            write(made.certificate, "CERTIFICATE", encoded(keys.getCertificate("sidecar")));
            write(made.key, "PRIVATE KEY", encoded(keys.getKey("sidecar", PASSWORD.toCharArray())));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        return made;
    }

    private static void keytool(Path store, String names) throws IOException {
        List<String> argv = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "sidecar",
                "-keyalg",
                "EC",
                "-dname",
                "CN=sidecar",
                "-ext",
                "san=" + names,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString());
        Process keytool = new ProcessBuilder(argv).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static byte[] encoded(Certificate certificate) throws GeneralSecurityException {
        return certificate.getEncoded();
    }

    private static byte[] encoded(Key key) {
        return key.getEncoded();
    }

    private static void write(Path file, String type, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }
}
