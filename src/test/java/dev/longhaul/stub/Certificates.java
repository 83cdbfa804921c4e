package dev.longhaul.stub;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate that its own key has signed, or an authority, made by the JDK's keytool.
 */
public record Certificates(SSLContext context, Path pem) {

	private static final String PASSWORD = "changeit";

	private static final String SERVER = "it";

	private static final String AUTHORITY = "authority";

	/** For these hosts; the files lie in the folder. */
	public static Certificates of(Path folder, String... hosts) {
		String names = Arrays.stream(hosts).map((host) -> "dns:" + host).collect(Collectors.joining(","));
		Path store = folder.resolve("tls.p12");
		keytool(store, "-genkeypair", "-alias", SERVER, "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + names);
		return certificates(store, SERVER);
	}

	/**
	 * Signed by an authority, and valid for five days.
	 * @param start as keytool has it: {@code -10d}
	 */
	public static Certificates validFrom(String start, Path folder, String host) {
		Path store = folder.resolve("tls.p12");
		keytool(store, "-genkeypair", "-alias", AUTHORITY, "-keyalg", "EC", "-dname", "CN=authority", "-ext",
				"bc:c=ca:true");
		keytool(store, "-genkeypair", "-alias", SERVER, "-signer", AUTHORITY, "-keyalg", "EC", "-dname", "CN=test",
				"-ext", "san=dns:" + host, "-startdate", start, "-validity", "5");
		return certificates(store, AUTHORITY);
	}

	private static Certificates certificates(Path store, String trusted) {
		try (InputStream in = Files.newInputStream(store)) {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			keys.load(in, PASSWORD.toCharArray());
			Path pem = Files.writeString(store.resolveSibling("authority.pem"), pem(keys.getCertificate(trusted)));
			keys.deleteEntry(AUTHORITY); // the server answers with its own
			return new Certificates(context(keys), pem);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String pem(Certificate certificate) throws CertificateEncodingException {
		return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
			.formatted(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()));
	}

	private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
		KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(keys, PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(managers.getKeyManagers(), null, null);
		return context;
	}

	private static void keytool(Path store, String... arguments) {
		String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		// half of its time would be that of the second compiler
		Stream<String> quickly = Stream.of(tool, "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC");
		Stream<String> into = Stream.of("-keystore", store.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12");
		try {
			Process process = new ProcessBuilder(
					Stream.of(quickly, Arrays.stream(arguments), into).flatMap(Function.identity()).toList())
				.redirectErrorStream(true)
				.start();
			List<String> said = process.inputReader().lines().toList();
			if (process.waitFor() != 0) {
				throw new IllegalStateException("keytool: " + said);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
