package dev.longhaul.store;

import java.io.IOException;
import java.nio.file.Files;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Whose certificate of a store is taken, and what is said of one that is not.
 */
class CertificateTest {

	private final Path folder;

	private final Entrance entrance;

	CertificateTest(@TempDir Path folder) {
		this.folder = folder;
		this.entrance = new Entrance(folder);
	}

	@AfterEach
	void close() {
		this.entrance.close();
	}

	@Test
	void an_unknown_authority_is_told_of() {
		Certificates certificates = Certificates.of(this.folder, "vault.s3.eu-west-1.amazonaws.com");
		this.entrance.proxy("https", certificates, null);

		try (StoreProbe probe = new S3StoreProbes()
			.at(new StoreAddress("vault", null, "eu-west-1", Route.usual(false), Access.USUAL), RequestTerms.NONE)) {
			StoreException failure = catchThrowableOfType(StoreException.class, probe::contact);

			assertThat(failure).isInstanceOf(MachineUnfit.class)
				.hasMessageContaining("is of no authority that is known here")
				.hasMessageContaining("destination.ca-certificates");
		}
	}

	@ParameterizedTest
	@CsvSource({ "-10d, NotAfter", "+10d, NotBefore" })
	void a_certificate_out_of_its_time_is_told_of(String start, String date) {
		Certificates certificates = Certificates.validFrom(start, this.folder, "vault.s3.eu-west-1.amazonaws.com");
		this.entrance.proxy("https", certificates, null);

		assertThat(failureOfContact(certificates)).isInstanceOf(MachineUnfit.class)
			.hasMessageContaining("the certificate of s3://vault is not valid (" + date + ": ")
			.hasMessageContaining("have it renewed, or set this machine's clock, then run again");
	}

	@Test
	void a_certificate_for_another_host_is_told_of() {
		Certificates certificates = Certificates.of(this.folder, "other.example.com");
		this.entrance.proxy("https", certificates, null);

		assertThat(failureOfContact(certificates)).isInstanceOf(MachineUnfit.class)
			.hasMessageContaining("the certificate of s3://vault is for another host (")
			.hasMessageContaining("vault.s3.eu-west-1.amazonaws.com")
			.hasMessageContaining("correct destination.endpoint");
	}

	@Test
	void a_certificate_that_is_refused_is_not_looked_at_again() {
		Certificates certificates = Certificates.validFrom("-10d", this.folder, "vault.s3.eu-west-1.amazonaws.com");
		LoopbackProxy proxy = this.entrance.proxy("https", certificates, null);
		ObjectStore store = this.entrance.at(this.entrance.through("https", certificates));

		StoreException failure = catchThrowableOfType(StoreException.class, () -> store.head("key"));

		assertThat(failure).hasMessageStartingWith("HeadObject of key: the certificate of s3://vault is not valid");
		assertThat(proxy.asked()).hasSize(1);
	}

	private static StoreException failureOfContact(Certificates certificates) {
		try (StoreProbe probe = new S3StoreProbes().at(
				new StoreAddress("vault", null, "eu-west-1", Entrance.trusting(certificates), Access.USUAL),
				RequestTerms.NONE)) {
			return catchThrowableOfType(StoreException.class, probe::contact);
		}
	}

	@Test
	void the_authorities_of_a_profile_count() throws IOException {
		Certificates certificates = Certificates.of(this.folder, "vault.s3.eu-west-1.amazonaws.com");
		Files.writeString(this.folder.resolve("config"), "[profile night]\nca_bundle = " + certificates.pem() + "\n");
		this.entrance.settings().set("aws.profile", "night");
		this.entrance.proxy("https", certificates, null);

		this.entrance.assertUploads(new StoreAddress("vault", null, "eu-west-1", Route.usual(false), Access.USUAL));
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			-,                            there is no such file
			'',                           it holds no certificate
			'no certificate at all',      cannot be read
			""")
	void a_file_without_authorities_is_told_of(@Nullable String content, String words) throws IOException {
		Path pem = this.folder.resolve("store.pem");
		if (content != null) {
			Files.writeString(pem, content);
		}
		StoreAddress address = new StoreAddress("vault", this.entrance.s3().endpoint(), null,
				new Route(true, false, false, false, false, pem), Access.USUAL);

		StoreException failure = catchThrowableOfType(StoreException.class, () -> this.entrance.at(address));

		assertThat(failure).isInstanceOf(MachineUnfit.class)
			.hasMessageContaining(pem.toString())
			.hasMessageContaining("destination.ca-certificates")
			.hasMessageContaining(words);
	}

}
