package dev.shadow.sidecar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** A certificate and its key from PEM files (RFC 7468), in memory. */
final class PemKeyStore {
    /** A key store in memory guards nothing by it. */
    static final String NO_PASSWORD = "";

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private PemKeyStore() {}

    static KeyStore read(SidecarOptions.Tls tls) throws IOException {
        try (InputStream certificates = Files.newInputStream(tls.certificate())) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(certificates)
                    .toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw new IOException(tls.certificate() + " holds no certificate");
            }
            String algorithm = ((X509Certificate) chain[0]).getPublicKey().getAlgorithm();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("sidecar", key(tls, algorithm), NO_PASSWORD.toCharArray(), chain);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException("the TLS certificate or its key cannot be read: " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(SidecarOptions.Tls tls, String algorithm)
            throws IOException, GeneralSecurityException {
        String pem = Files.readString(tls.key(), StandardCharsets.US_ASCII);
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(tls.key() + " must hold an unencrypted PKCS #8 key, '" + BEGIN + "'");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
        for (String kind : List.of(algorithm, "RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // of another kind
            }
        }
        throw new IOException(tls.key() + " holds a key of an unknown kind");
    }
}
