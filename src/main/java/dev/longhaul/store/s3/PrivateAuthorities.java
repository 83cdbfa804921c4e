package dev.longhaul.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.StoreAddress;
import software.amazon.awssdk.http.TlsTrustManagersProvider;

/**
 * Trusts the authorities in a PEM file: the definition's, or that of AWS_CA_BUNDLE as the
 * other AWS tools do.
 */
final class PrivateAuthorities {

	private PrivateAuthorities() {
	}

	static Optional<TlsTrustManagersProvider> of(StoreAddress address) {
		String bundle = System.getenv("AWS_CA_BUNDLE");
		Path pem = (address.caCertificates() != null || bundle == null || bundle.isBlank()) ? address.caCertificates()
				: Path.of(bundle);
		return Optional.ofNullable(pem).map(PrivateAuthorities::trustManagers).map((managers) -> () -> managers);
	}

	private static TrustManager[] trustManagers(Path pem) {
		try (InputStream in = Files.newInputStream(pem)) {
			KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
			trusted.load(null, null);
			int number = 0;
			for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
				trusted.setCertificateEntry("authority-" + number++, authority);
			}
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init(trusted);
			return factory.getTrustManagers();
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new RequestRefused(
					"the authorities in %s cannot be read (%s); it must be a PEM file with certificates".formatted(pem,
							ex.getMessage()),
					ex);
		}
	}

}
