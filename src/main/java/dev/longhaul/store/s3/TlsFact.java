package dev.longhaul.store.s3;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * What is wrong with a store's certificate, or with https at its port, and what to do. No
 * repetition cures it.
 */
final class TlsFact {

	private TlsFact() {
	}

	/**
	 * The sentence, without what was being done; empty where it is not TLS that failed
	 * for good.
	 * @param root the exception behind all others
	 * @param store for the sentence
	 */
	static Optional<String> of(Throwable root, String store) {
		return advice(root).map((advice) -> advice.formatted(store, root.getMessage()));
	}

	static boolean isBehind(Throwable failure) {
		return advice(S3Failures.rootOf(failure)).isPresent();
	}

	private static Optional<String> advice(Throwable root) {
		if (root instanceof CertPathBuilderException) {
			return Optional
				.of("the certificate of %s is of no authority that is known here (%s); write the PEM file with its authority "
						+ "into destination.ca-certificates, then run again");
		}
		if (root instanceof CertificateExpiredException || root instanceof CertificateNotYetValidException) {
			return Optional
				.of("the certificate of %s is not valid (%s); have it renewed, or set this machine's clock, then run again");
		}
		if (root instanceof SSLPeerUnverifiedException || isOfNames(root)) {
			return Optional
				.of("the certificate of %s is for another host (%s); correct destination.endpoint, or have a certificate made "
						+ "for this host, then run again");
		}
		if (root instanceof CertificateException || root instanceof CertPathValidatorException) {
			return Optional.of("the certificate of %s is refused (%s); have another one made, then run again");
		}
		if (isPlain(root)) {
			return Optional.of("https is spoken to %s, and what is there does not answer by TLS (%s), perhaps in plain "
					+ "http; write http:// or the port for https into destination.endpoint, then run again");
		}
		return Optional.empty();
	}

	/** Where a web server answers that it wants http; again only the words tell. */
	private static boolean isPlain(Throwable root) {
		return root instanceof SSLException
				&& String.valueOf(root.getMessage()).startsWith("Unsupported or unrecognized SSL message");
	}

	/** The JDK has no exception of its own for it, only words. */
	private static boolean isOfNames(Throwable root) {
		return root instanceof CertificateException
				&& String.valueOf(root.getMessage()).startsWith("No subject alternative");
	}

}
