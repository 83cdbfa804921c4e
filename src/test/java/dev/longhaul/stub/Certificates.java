package dev.longhaul.stub;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate that its own key has signed, or an authority, made by the JDK's keytool.
 */
public record Certificates(SSLContext context, Path pem) {

	private static final String PASSWORD = "changeit";

	/** For these hosts; the files lie in the folder. */
	public static Certificates of(Path folder, String... hosts) {
		Path store = folder.resolve("tls.p12");
		Path pem = folder.resolve("authority.pem");
		String names = Arrays.stream(hosts).map((host) -> "dns:" + host).collect(Collectors.joining(","));
		keytool("-genkeypair", "-alias", "it", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + names,
				"-keystore", store.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12");
		keytool("-exportcert", "-rfc", "-alias", "it", "-keystore", store.toString(), "-storepass", PASSWORD, "-file",
				pem.toString());
		return new Certificates(context(store), pem);
	}

	/**
	 * Signed by an authority, and valid for five days.
	 * @param start as keytool has it: {@code -10d}
	 */
	public static Certificates validFrom(String start, Path folder, String host) {
		Path store = folder.resolve("tls.p12");
		Path pem = folder.resolve("authority.pem");
		String[] into = { "-keystore", store.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12" };
		keytool(into, "-genkeypair", "-alias", "authority", "-keyalg", "EC", "-dname", "CN=authority", "-ext",
				"bc:c=ca:true");
		keytool(into, "-genkeypair", "-alias", "it", "-signer", "authority", "-keyalg", "EC", "-dname", "CN=test",
				"-ext", "san=dns:" + host, "-startdate", start, "-validity", "5");
		keytool(into, "-exportcert", "-rfc", "-alias", "authority", "-file", pem.toString());
		keytool(into, "-delete", "-alias", "authority");
		return new Certificates(context(store), pem);
	}

	private static SSLContext context(Path store) {
		try (InputStream in = Files.newInputStream(store)) {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			keys.load(in, PASSWORD.toCharArray());
			KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			managers.init(keys, PASSWORD.toCharArray());
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(managers.getKeyManagers(), null, null);
			return context;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void keytool(String[] into, String... arguments) {
		keytool(Stream.concat(Arrays.stream(arguments), Arrays.stream(into)).toArray(String[]::new));
	}

	private static void keytool(String... arguments) {
		String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		try {
			Process process = new ProcessBuilder(Stream.concat(Stream.of(tool), Arrays.stream(arguments)).toList())
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
