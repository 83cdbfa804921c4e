package dev.longhaul.store;

import java.nio.file.Path;

import dev.longhaul.store.s3.S3StoreProbes;
import dev.longhaul.stub.Certificates;
import dev.longhaul.stub.LoopbackProxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Through which proxy requests get to a bucket, and what is said of one that refuses.
 */
class ProxiedRequestsTest {

	private final Path folder;

	private final Entrance entrance;

	ProxiedRequestsTest(@TempDir Path folder) {
		this.folder = folder;
		this.entrance = new Entrance(folder);
	}

	@AfterEach
	void close() {
		this.entrance.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https" })
	void a_proxy_is_told_who_comes(String scheme) {
		Certificates certificates = Certificates.of(this.folder, "vault.s3.eu-west-1.amazonaws.com");
		LoopbackProxy proxy = this.entrance.proxy(scheme, certificates, "night:pass:word");
		this.entrance.settings().set(scheme + ".proxyUser", "night").set(scheme + ".proxyPassword", "pass:word");

		this.entrance.assertUploads(this.entrance.through(scheme, certificates));

		assertThat(proxy.asked()).isNotEmpty().noneMatch((asked) -> asked.endsWith(" 407"));
		assertThat(this.entrance.s3().requests())
			.noneMatch((request) -> request.headers().containsKey("proxy-authorization") && scheme.equals("https"));
		try (StoreProbe probe = new S3StoreProbes().at(this.entrance.through(scheme, certificates),
				RequestTerms.NONE)) {
			assertThat(probe.reach().proxy()).isEqualTo("127.0.0.1:" + proxy.port());
		}
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			http,  -
			https, -
			http,  wrong-pass
			https, wrong-pass
			""")
	void a_proxy_that_refuses_is_told_of(String scheme, @Nullable String password) {
		Certificates certificates = Certificates.of(this.folder, "vault.s3.eu-west-1.amazonaws.com");
		LoopbackProxy proxy = this.entrance.proxy(scheme, certificates, "night:pass");
		this.entrance.settings()
			.set(scheme + ".proxyUser", (password != null) ? "night" : null)
			.set(scheme + ".proxyPassword", password);
		ObjectStore store = this.entrance.at(this.entrance.through(scheme, certificates));

		StoreException failure = catchThrowableOfType(StoreException.class,
				() -> store.put(Specs.of("key"), PartBodies.of(1, new byte[1 << 20])));

		assertThat(failure).isInstanceOf(MachineUnfit.class)
			.hasMessageContaining("PutObject of key")
			.hasMessageContaining("407")
			.hasMessageContaining("the proxy wants a name and a password, or others than it was given");
		assertThat(failure.getMessage()).doesNotContain("wrong-pass");
		assertThat(this.entrance.s3().requests()).isEmpty();
		assertThat(proxy.asked()).isNotEmpty();
	}

	@Test
	void a_host_that_is_excepted_is_asked_without_the_proxy() {
		LoopbackProxy proxy = this.entrance.proxy("http", null, null);
		this.entrance.settings().set("http.nonProxyHosts", "*.example.com|127.0.0.*");

		this.entrance.assertUploads(Addresses.at("vault", this.entrance.s3().endpoint()));

		assertThat(proxy.asked()).isEmpty();
		try (StoreProbe probe = new S3StoreProbes().at(Addresses.at("vault", this.entrance.s3().endpoint()),
				RequestTerms.NONE)) {
			assertThat(probe.reach().proxy()).isNull();
		}
	}

}
