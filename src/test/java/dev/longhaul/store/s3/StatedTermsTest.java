package dev.longhaul.store.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.longhaul.store.CustomerKey;
import dev.longhaul.store.RequestTerms;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

import static org.assertj.core.api.Assertions.assertThat;

class StatedTermsTest {

	private static final Map<String, String> OWNER = Map.of("ExpectedBucketOwner", "111122223333");

	private static final Map<String, String> OWNER_AND_PAYER = Map.of("ExpectedBucketOwner", "111122223333",
			"RequestPayer", "requester");

	@TempDir
	private Path folder;

	@ParameterizedTest
	@MethodSource
	void a_request_on_the_bytes_of_an_object_says_all(SdkPojo request) throws IOException {
		Path file = Files.writeString(this.folder.resolve("key"), "k".repeat(32));
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
		CustomerKey key = CustomerKey.read(file);

		new StatedTerms(new RequestTerms("111122223333", true, file)).on(request);

		assertThat(said(request)).containsAllEntriesOf(OWNER_AND_PAYER)
			.containsEntry("SSECustomerAlgorithm", "AES256")
			.containsEntry("SSECustomerKey", key.base64())
			.containsEntry("SSECustomerKeyMD5", key.md5())
			.hasSize(5);
	}

	static List<SdkPojo> a_request_on_the_bytes_of_an_object_says_all() {
		return List.of(CreateMultipartUploadRequest.builder(), UploadPartRequest.builder(), ListPartsRequest.builder(),
				CompleteMultipartUploadRequest.builder(), PutObjectRequest.builder(), HeadObjectRequest.builder(),
				GetObjectRequest.builder());
	}

	@ParameterizedTest
	@MethodSource
	void a_request_that_needs_no_key_does_not_read_it(SdkPojo request) {
		Path gone = this.folder.resolve("gone");

		new StatedTerms(new RequestTerms("111122223333", true, gone)).on(request);

		assertThat(said(request)).isEqualTo(isOnBucket(request) ? OWNER : OWNER_AND_PAYER);
	}

	static List<SdkPojo> a_request_that_needs_no_key_does_not_read_it() {
		return List.of(AbortMultipartUploadRequest.builder(), DeleteObjectRequest.builder(),
				ListMultipartUploadsRequest.builder(), HeadBucketRequest.builder(),
				GetBucketLifecycleConfigurationRequest.builder());
	}

	/** S3 asks nobody to pay for these. */
	private static boolean isOnBucket(SdkPojo request) {
		return request instanceof HeadBucketRequest.Builder
				|| request instanceof GetBucketLifecycleConfigurationRequest.Builder;
	}

	@ParameterizedTest
	@MethodSource
	void nothing_is_said_without_terms(SdkPojo request) {
		new StatedTerms(RequestTerms.NONE).on(request);

		assertThat(said(request)).isEmpty();
	}

	static List<SdkPojo> nothing_is_said_without_terms() {
		return Stream.of(a_request_on_the_bytes_of_an_object_says_all(), a_request_that_needs_no_key_does_not_read_it())
			.flatMap(List::stream)
			.toList();
	}

	private static Map<String, String> said(SdkPojo request) {
		Object built = ((SdkBuilder<?, ?>) request).build();
		return request.sdkFields()
			.stream()
			.filter((field) -> field.getValueOrDefault(built) instanceof String)
			.collect(Collectors.toMap(SdkField::memberName, (field) -> String.valueOf(field.getValueOrDefault(built))));
	}

}
