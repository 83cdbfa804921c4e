package dev.longhaul.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.BucketMissing;
import dev.longhaul.store.Contact;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreProbe;
import dev.longhaul.store.StoreProbes;
import dev.longhaul.store.StoreProfile;

/**
 * Whether a definition's bucket can be reached and does what an upload needs.
 */
record StoreChecks(CheckList list, JobDefinition definition, Clock clock) {

	private static final Duration TOO_MUCH = Duration.ofMinutes(5);

	private static final Duration SOON_TOO_MUCH = Duration.ofMinutes(1);

	private static final List<String> BEHIND_THE_BUCKET = List.of("create", "part", "list-parts", "list-uploads",
			"content-md5", "abort", "missing-key", "lifecycle");

	void examine(StoreProbes probes) {
		try (StoreProbe probe = probes.at(this.definition.destination().address(),
				this.definition.destination().terms())) {
			reach(probe.reach());
			Optional<Contact> bucket = areThereCredentials(probe) ? bucket(probe) : Optional.empty();
			if (bucket.isPresent()) {
				ProbeUpload upload = ProbeUpload.of(this.definition, this.clock.instant());
				boolean mayCreate = new RightsChecks(this.list, probe).examine(upload);
				this.list.guarded("missing-key", () -> missingKey(probe.store(), upload, mayCreate));
				if (mayCreate) {
					this.list.guarded("integrity", () -> new TraitsChecks(this.list, this.definition).examine(probe));
				}
				else {
					this.list.skip(TraitsChecks.names(this.definition), "no upload could be begun");
				}
				boolean minio = bucket.get().isMinio()
						|| this.definition.destination().profileOfStore() == StoreProfile.MINIO;
				this.list.guarded("lifecycle",
						() -> new LifecycleCheck(this.list, this.definition, minio).examine(probe));
			}
		}
		catch (StoreException ex) {
			this.list.fail("connection", ex);
			this.list.skip(List.of("credentials", "bucket", "clock"), "no connection can be made");
			skipBehindTheBucket("no connection can be made");
		}
	}

	private void skipBehindTheBucket(String because) {
		this.list.skip(BEHIND_THE_BUCKET, because);
		this.list.skip(TraitsChecks.names(this.definition), because);
	}

	private void reach(StoreProbe.Reach reach) {
		String way = (reach.proxy() != null) ? "through the proxy " + reach.proxy() : "without a proxy";
		if (reach.region() == null) {
			this.list.ok("connection", "requests are signed for all regions (SigV4A), " + way);
		}
		else if (reach.perhaps().isEmpty()) {
			this.list.ok("connection", "region %s, %s".formatted(reach.region(), way));
		}
		else {
			this.list.warn("connection",
					"region %s, which is not known here, %s; if it is no new one, perhaps %s is meant"
						.formatted(reach.region(), way, String.join(", ", reach.perhaps())));
		}
	}

	private boolean areThereCredentials(StoreProbe probe) {
		try {
			StoreProbe.Identity identity = probe.identity();
			this.list.ok("credentials", "%s, with an access key id that ends with %s%s".formatted(identity.origin(),
					identity.end(), identity.temporary() ? ", temporary" : ""));
			return true;
		}
		catch (StoreException ex) {
			this.list.fail("credentials", ex);
			this.list.skip(List.of("bucket", "clock"), "there are no credentials");
			skipBehindTheBucket("there are no credentials");
			return false;
		}
	}

	/** What the store answers for the bucket, if that is there. */
	private Optional<Contact> bucket(StoreProbe probe) {
		Instant asked = this.clock.instant();
		Contact contact;
		try {
			contact = probe.contact();
		}
		catch (StoreException ex) {
			this.list.fail("bucket", ex);
			this.list.skip(List.of("clock"), "the store does not answer");
			skipBehindTheBucket("the store does not answer");
			return Optional.empty();
		}
		boolean there = isThere(contact);
		skew(contact, asked);
		if (!there) {
			skipBehindTheBucket("the bucket is not there");
		}
		return Optional.of(contact).filter((answer) -> there);
	}

	private boolean isThere(Contact contact) {
		String bucket = this.definition.destination().address().identity();
		StoreException refusal = contact.refusal();
		String region = this.definition.destination().address().region();
		boolean elsewhere = contact.region() != null && region != null && !region.equals(contact.region());
		if (refusal == null && elsewhere) {
			this.list.note("bucket", "%s is there, and says that its region is %s where destination.region says %s"
				.formatted(bucket, contact.region(), region));
		}
		else if (refusal == null) {
			this.list.ok("bucket",
					bucket + " is there" + ((contact.region() != null) ? ", in the region " + contact.region() : ""));
		}
		else if (refusal instanceof BucketMissing) {
			this.list.fail("bucket", refusal);
			return false;
		}
		else if (refusal instanceof AccessRefused) {
			this.list.note("bucket", bucket + " answers, but not what it is (403 to HeadBucket): the credentials lack "
					+ "s3:ListBucket or are wrong; the next checks tell");
		}
		else if (elsewhere) {
			this.list.fail("bucket", refusal.getMessage() + "; set destination.region to " + contact.region());
			return false;
		}
		else {
			this.list.note("bucket", refusal.getMessage() + "; the next checks tell why");
		}
		return true;
	}

	/** A date has whole seconds, and the answer took its time. */
	private void skew(Contact contact, Instant asked) {
		Instant date = contact.date();
		if (date == null) {
			this.list.note("clock", "the store does not say the time, so this machine's clock cannot be compared");
			return;
		}
		Instant answered = this.clock.instant();
		Duration behind = Duration.between(answered, date);
		Duration ahead = Duration.between(date.plusSeconds(1), asked);
		boolean late = behind.compareTo(ahead) > 0;
		Duration skew = late ? behind : ahead;
		String said = "this machine's clock is %d s %s the store's".formatted(Math.max(0, skew.toSeconds()),
				late ? "behind" : "ahead of");
		if (skew.compareTo(TOO_MUCH) > 0) {
			this.list.fail("clock", said + ", and S3 refuses more than 15 minutes; set the clock (NTP)");
		}
		else if (skew.compareTo(SOON_TOO_MUCH) > 0) {
			this.list.warn("clock", said + "; set the clock (NTP) before it is too much");
		}
		else {
			this.list.ok("clock", "this machine's clock agrees with the store's");
		}
	}

	private void missingKey(ObjectStore store, ProbeUpload upload, boolean mayCreate) {
		try {
			store.head(upload.object().key());
			this.list.ok("missing-key", "the store says that a missing key is missing");
		}
		catch (AccessRefused ex) {
			if (mayCreate) {
				this.list.warn("missing-key",
						"403 to HeadObject of a key that is not there: either s3:GetObject is missing, and no delivery "
								+ "can be proved, or s3:ListBucket is, and an upload whose last answer was lost needs a "
								+ "person; grant both to the credentials");
			}
			else {
				this.list.skip(List.of("missing-key"), "the store refuses CreateMultipartUpload too");
			}
		}
		catch (StoreException ex) {
			this.list.fail("missing-key", ex);
		}
	}

}
