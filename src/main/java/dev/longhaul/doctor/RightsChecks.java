package dev.longhaul.doctor;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.CreatedUpload;
import dev.longhaul.store.ObjectLock;
import dev.longhaul.store.ObjectSettings;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.OpenUpload;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreProbe;
import dev.longhaul.store.StoreUnavailable;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadGone;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.upload.AbortUnfinished;
import dev.longhaul.upload.UploadFinisher;
import org.jspecify.annotations.Nullable;

/**
 * Tries what an upload does, by doing it, and takes everything away again.
 */
record RightsChecks(CheckList list, StoreProbe probe) {

	/** AWS says most times which right it is that lacks. */
	private static final Pattern NAMED = Pattern.compile("not authorized to perform: ([a-z0-9-]+:[A-Za-z]+)");

	/**
	 * Tries.
	 * @return whether an upload could be begun
	 */
	boolean examine(ProbeUpload wanted) {
		String key = wanted.object().key();
		CreatedUpload created;
		try {
			created = store().create(wanted.object());
			this.list.ok("create", "CreateMultipartUpload of " + key + ", which is taken away below");
		}
		catch (StoreException ex) {
			refused("create", ex, rightsToBegin(wanted.object()));
			this.list.skip(List.of("part", "list-parts", "content-md5"), "no upload could be begun");
			this.list.guarded("list-uploads", () -> listUploads(key, null));
			if (ex instanceof StoreUnavailable) {
				abortTwins(key); // begun perhaps, and its answer lost
			}
			else {
				this.list.skip(List.of("abort"), "no upload could be begun");
			}
			return false;
		}
		try {
			this.list.guarded("part", () -> part(created.upload(), wanted));
			this.list.guarded("list-uploads", () -> listUploads(key, created.upload()));
		}
		finally {
			abort(created.upload());
			if (created.perhapsTwice()) {
				abortTwins(key);
			}
		}
		return true;
	}

	private ObjectStore store() {
		return this.probe.store();
	}

	private void part(Upload upload, ProbeUpload wanted) {
		Optional<UploadedPart> sent = Optional.empty();
		try {
			sent = Optional.of(store().send(upload, wanted.part()));
			this.list.ok("part", "UploadPart with " + (wanted.isByMd5() ? "Content-MD5" : "a checksum"));
		}
		catch (StoreException ex) {
			refused("part", ex, "s3:PutObject");
		}
		listParts(upload, sent);
		if (!wanted.isByMd5()) {
			this.list.skip(List.of("content-md5"), "a directory bucket takes none");
		}
		else if (sent.isPresent()) {
			// a part keeps its MD5 beside its ETag where the ETag does not say it
			contentMd5(upload, sent.get().checksum() == null);
		}
		else {
			this.list.skip(List.of("content-md5"), "no part could be sent");
		}
	}

	private void listParts(Upload upload, Optional<UploadedPart> sent) {
		try {
			List<UploadedPart> listed = store().listParts(upload);
			boolean agree = sent.stream().allMatch((part) -> listed.stream().anyMatch(part::agreesWith));
			if (agree) {
				this.list.ok("list-parts", "ListParts");
			}
			else {
				this.list.warn("list-parts", "ListParts does not show the part that was just sent, so a restart would "
						+ "send again what is there; ask who runs the store");
			}
		}
		catch (StoreException ex) {
			refused("list-parts", ex, "s3:ListMultipartUploadParts");
		}
	}

	private void listUploads(String key, @Nullable Upload begun) {
		try {
			List<OpenUpload> open = store().openUploads(key);
			if (begun == null || open.stream().anyMatch((upload) -> upload.upload().equals(begun))) {
				this.list.ok("list-uploads", "ListMultipartUploads");
			}
			else {
				this.list.warn("list-uploads", "ListMultipartUploads does not show the upload that was just begun, so "
						+ "'longhaul sweep' would not find what was left behind; ask who runs the store");
			}
		}
		catch (StoreException ex) {
			refused("list-uploads", ex, "s3:ListBucketMultipartUploads");
		}
	}

	private void contentMd5(Upload upload, boolean md5Etags) {
		try {
			if (this.probe.refusesDamage(upload)) {
				this.list.ok("content-md5", "the store refuses a part that is not what its Content-MD5 says");
			}
			else if (md5Etags) {
				this.list.warn("content-md5", "the store takes a part that is not what its Content-MD5 says; damage on "
						+ "the way is found only by the comparison of its ETags, which Longhaul makes");
			}
			else {
				this.list.fail("content-md5", "the store takes a part that is not what its Content-MD5 says, and its "
						+ "ETags are no MD5s, so nothing proves a delivery; use another store or another encryption");
			}
		}
		catch (StoreException ex) {
			this.list.fail("content-md5", ex);
		}
	}

	private void abort(Upload upload) {
		try {
			store().abort(upload);
		}
		catch (UploadGone ex) {
			this.list.warn("abort", "the upload was gone before it was aborted; find out what aborts uploads here");
			return;
		}
		catch (StoreException ex) {
			refused("abort", ex, "s3:AbortMultipartUpload");
			left(upload);
			return;
		}
		try {
			new UploadFinisher(store()).abort(upload);
			this.list.ok("abort", "AbortMultipartUpload, and the store does not know the upload any more");
		}
		catch (StoreException ex) {
			this.list.warn("abort",
					"AbortMultipartUpload was answered well, but not whether the upload is gone: " + ex.getMessage());
		}
		catch (AbortUnfinished ex) {
			this.list.fail("abort", ex);
			left(upload);
		}
	}

	private void left(Upload upload) {
		this.list.fail("left-behind",
				("the probe's upload %s of key %s is still there with a part of some bytes; abort it by hand, as with "
						+ "'aws s3api abort-multipart-upload'")
					.formatted(upload.id(), upload.key()));
	}

	/** Nobody else knows the key, so all its uploads are ours. */
	private void abortTwins(String key) {
		try {
			store().openUploads(key).forEach((open) -> abort(open.upload()));
		}
		catch (StoreException ex) {
			this.list.fail("left-behind",
					("an answer to CreateMultipartUpload was lost, and perhaps an upload of key %s without parts is "
							+ "left; abort it by hand")
						.formatted(key));
		}
	}

	/**
	 * Some settings of an object need a right of their own, by the request that begins
	 * it.
	 */
	private static String rightsToBegin(ObjectSpec object) {
		ObjectSettings settings = object.settings();
		ObjectLock lock = settings.lock();
		StringJoiner rights = new StringJoiner(", ").add("s3:PutObject");
		if (!settings.tags().isEmpty()) {
			rights.add("s3:PutObjectTagging for destination.tags");
		}
		if (settings.acl() != null) {
			rights.add("s3:PutObjectAcl for destination.acl");
		}
		if (lock != null && lock.mode() != null) {
			rights.add("s3:PutObjectRetention for destination.object-lock");
		}
		if (lock != null && lock.legalHold()) {
			rights.add("s3:PutObjectLegalHold for destination.object-lock.legal-hold");
		}
		if (settings.encryption().type().isByKms()) {
			rights.add("kms:GenerateDataKey and kms:Decrypt for destination.encryption");
		}
		return rights.toString();
	}

	/** Names the right where it is one, and not the account or a quota. */
	private void refused(String check, StoreException ex, String right) {
		String said = ex.getMessage();
		Matcher named = NAMED.matcher(said);
		String needed = named.find() ? named.group(1) : right;
		boolean mayLack = ex instanceof AccessRefused refused && refused.isOfRight();
		this.list.fail(check, said + (mayLack ? " (needed: " + needed + ")" : ""));
	}

}
