package dev.longhaul.store.s3;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import dev.longhaul.store.BucketKind;
import dev.longhaul.store.OpenUpload;
import dev.longhaul.store.OpenUploads;
import dev.longhaul.store.Upload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;

/**
 * The uploads of a bucket that are neither completed nor aborted, asked for page by page.
 */
record S3OpenUploads(S3Bucket bucket) {

	/** Those of exactly this key. */
	List<OpenUpload> of(String key) {
		// a directory bucket takes whole folders only
		boolean directory = BucketKind.of(this.bucket.name()) == BucketKind.DIRECTORY;
		String folder = key.substring(0, key.lastIndexOf('/') + 1);
		return withPrefix(!directory ? key : folder.isEmpty() ? null : folder).all()
			.stream()
			.filter((open) -> open.upload().key().equals(key))
			.toList();
	}

	OpenUploads all() {
		return withPrefix(null);
	}

	private OpenUploads withPrefix(@Nullable String prefix) {
		Set<OpenUpload> uploads = new LinkedHashSet<>();
		@Nullable String keyMarker = null;
		@Nullable String idMarker = null;
		boolean truncated = true;
		boolean moved = true;
		while (truncated && moved) {
			String afterKey = keyMarker;
			String afterId = idMarker;
			ListMultipartUploadsResponse page = this.bucket.call(
					S3Operation.LIST_MULTIPART_UPLOADS.of(this.bucket.name()),
					() -> page((request) -> request.prefix(prefix).keyMarker(afterKey).uploadIdMarker(afterId)));
			if (page.bucket() == null && page.isTruncated() == null && page.uploads().isEmpty()) {
				throw StrangersAnswer.lacking("no bucket", S3Operation.LIST_MULTIPART_UPLOADS.of(this.bucket.name()));
			}
			boolean news = uploads.addAll(page.uploads()
				.stream()
				.map((upload) -> new OpenUpload(new Upload(upload.key(), upload.uploadId()), upload.initiated()))
				.toList());
			keyMarker = page.nextKeyMarker();
			idMarker = page.nextUploadIdMarker();
			// a store that passes over the markers would be asked for ever
			moved = news && keyMarker != null && !(keyMarker + idMarker).equals(afterKey + afterId);
			truncated = Boolean.TRUE.equals(page.isTruncated());
		}
		return new OpenUploads(List.copyOf(uploads), !truncated);
	}

	/**
	 * Asks for encoded keys only where they cannot be told otherwise: there are stores
	 * that say that they encode, and do not.
	 */
	private ListMultipartUploadsResponse page(Consumer<ListMultipartUploadsRequest.Builder> place) {
		try {
			return page(place, null);
		}
		catch (SdkClientException ex) {
			if (!ForeignCharacter.isBehind(ex)) {
				throw ex;
			}
			return page(place, EncodingType.URL);
		}
	}

	/** The SDK decodes what the store says that it has encoded. */
	private ListMultipartUploadsResponse page(Consumer<ListMultipartUploadsRequest.Builder> place,
			@Nullable EncodingType encoding) {
		return this.bucket.client()
			.listMultipartUploads((request) -> request.bucket(this.bucket.name())
				.encodingType(encoding)
				.applyMutation(place)
				.applyMutation(this.bucket.terms()::on));
	}

}
