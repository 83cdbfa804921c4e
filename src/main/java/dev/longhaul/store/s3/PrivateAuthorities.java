package dev.longhaul.store.s3;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import dev.longhaul.machine.FileSystemWords;
import dev.longhaul.store.Access;
import dev.longhaul.store.MachineUnfit;
import dev.longhaul.store.StoreAddress;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.TlsTrustManagersProvider;

/**
 * Trusts the authorities in a PEM file: the definition's, or that of AWS_CA_BUNDLE or of
 * the profile's ca_bundle, as the other AWS tools do.
 */
final class PrivateAuthorities {

	private PrivateAuthorities() {
	}

	static Optional<TlsTrustManagersProvider> of(StoreAddress address) {
		Path own = address.route().caCertificates();
		return (own != null) ? trusting(new Bundle("destination.ca-certificates", own))
				: ofTheMachine(address.access());
	}

	/** Those that no definition names. */
	static Optional<TlsTrustManagersProvider> ofTheMachine(Access access) {
		return Optional.ofNullable(System.getenv("AWS_CA_BUNDLE"))
			.filter((bundle) -> !bundle.isBlank())
			.map((bundle) -> new Bundle("AWS_CA_BUNDLE", Path.of(bundle)))
			.or(() -> Profiles.current(access)
				.flatMap((profile) -> profile.property("ca_bundle"))
				.map((bundle) -> new Bundle("ca_bundle of the profile", Path.of(bundle))))
			.flatMap(PrivateAuthorities::trusting);
	}

	private static Optional<TlsTrustManagersProvider> trusting(Bundle bundle) {
		TrustManager[] managers = trustManagers(bundle);
		return Optional.of(() -> managers);
	}

	private static TrustManager[] trustManagers(Bundle bundle) {
		// The factory asks for one byte at a time, and the bundle of a system has
		// 200,000.
		try (InputStream in = new BufferedInputStream(Files.newInputStream(bundle.pem()))) {
			Collection<? extends Certificate> authorities = CertificateFactory.getInstance("X.509")
				.generateCertificates(in);
			if (authorities.isEmpty()) {
				throw bundle.refused("it holds no certificate", null);
			}
			KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
			trusted.load(null, null);
			int number = 0;
			for (Certificate authority : authorities) {
				trusted.setCertificateEntry("authority-" + number++, authority);
			}
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init(trusted);
			return factory.getTrustManagers();
		}
		catch (IOException ex) {
			throw bundle.refused(FileSystemWords.of(ex), ex);
		}
		catch (GeneralSecurityException ex) {
			throw bundle.refused(String.valueOf(ex.getMessage()), ex);
		}
	}

	/**
	 * A file of authorities, and who named it.
	 */
	private record Bundle(String named, Path pem) {

		MachineUnfit refused(String why, @Nullable Throwable cause) {
			return new MachineUnfit("the authorities in %s, which %s names, cannot be read (%s); it must be a PEM file "
				.formatted(this.pem, this.named, why) + "with certificates", cause);
		}

	}

}
