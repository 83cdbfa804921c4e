package dev.longhaul.store;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.SizeLimits;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of store is known to do, and what has to be tried. Only what its makers say
 * of every version counts as known.
 */
public enum StoreProfile {

	/**
	 * Amazon S3: computes and keeps the CRC64NVME of every object, and honours
	 * If-None-Match on both requests since 2024.
	 */
	AWS(List.of("amazonaws.com", "amazonaws.com.cn"), ChecksumAlgorithm.CRC64NVME, Conditions.BOTH, SizeLimits.S3),
	/**
	 * Cloudflare R2: full-object checksums by CRC64NVME only (its CRC32 and CRC32C are
	 * composite, which is asked for when the other type is refused). Its documentation
	 * has conditions of PutObject longer than those of CompleteMultipartUpload, which it
	 * once passed over: told by a trial. Its objects end 5 GiB below 5 TiB, its parts 5
	 * MiB below 5 GiB.
	 */
	R2(List.of("r2.cloudflarestorage.com"), ChecksumAlgorithm.CRC64NVME, null,
			new SizeLimits((5L << 40) - (5L << 30), (5L << 30) - (5L << 20))),
	/**
	 * Backblaze B2: its documentation knows neither checksum headers nor conditions, and
	 * gives its limits in powers of ten.
	 */
	B2(List.of("backblazeb2.com"), ChecksumAlgorithm.MD5, Conditions.NONE,
			new SizeLimits(10_000_000_000_000L, 5_000_000_000L)),
	/**
	 * Google's XML API: conditions are x-goog-if-generation-match, checksums x-goog-hash;
	 * S3's headers for both are passed over.
	 */
	GCS(List.of("storage.googleapis.com"), ChecksumAlgorithm.MD5, Conditions.NONE, new SizeLimits(5L << 40, 5L << 30)),
	/** Ceph: checksums came with Squid, conditions later; told by a trial. */
	CEPH(List.of(), null, null, SizeLimits.S3),
	/**
	 * MinIO: checksums by CRC64NVME and conditions came in 2024 and 2025; told by a
	 * trial.
	 */
	MINIO(List.of(), null, null, SizeLimits.S3),
	/** Any other of which nothing is to be assumed or tried. */
	GENERIC(List.of(), ChecksumAlgorithm.MD5, Conditions.NONE, SizeLimits.S3),
	/** One whose address tells nothing: told by a trial. */
	UNKNOWN(List.of(), null, null, SizeLimits.S3);

	@SuppressWarnings("ImmutableEnumChecker") // List.of is
	private final List<String> hosts;

	private final @Nullable ChecksumAlgorithm integrity;

	private final @Nullable Conditions conditions;

	@SuppressWarnings("ImmutableEnumChecker") // a record of numbers is
	private final SizeLimits limits;

	StoreProfile(List<String> hosts, @Nullable ChecksumAlgorithm integrity, @Nullable Conditions conditions,
			SizeLimits limits) {
		this.hosts = hosts;
		this.integrity = integrity;
		this.conditions = conditions;
		this.limits = limits;
	}

	/** The profile of this name, in whatever case. */
	public static StoreProfile named(String name) {
		StoreProfile profile = valueOf(name.toUpperCase(Locale.ROOT));
		if (profile == UNKNOWN) {
			throw new IllegalArgumentException("that is what auto is for");
		}
		return profile;
	}

	/** The profile of the store at this address. */
	public static StoreProfile of(StoreAddress address) {
		URI endpoint = address.endpoint();
		if (endpoint == null) {
			return AWS;
		}
		String host = String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT);
		return Stream.of(values())
			.filter((profile) -> profile.hosts.stream().anyMatch((known) -> ("." + host).endsWith("." + known)))
			.findFirst()
			.orElse(UNKNOWN);
	}

	/** The name as definitions and reports have it. */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The strongest checksum that the store verifies; nothing if it has to be tried. */
	public Optional<ChecksumAlgorithm> integrity() {
		return Optional.ofNullable(this.integrity);
	}

	/** Which requests honour If-None-Match; nothing if it has to be tried. */
	public Optional<Conditions> conditions() {
		return Optional.ofNullable(this.conditions);
	}

	/** Of Content-MD5 nothing is to be tried: ETags are compared too. */
	public boolean isKnownToVerify(ChecksumAlgorithm algorithm) {
		return algorithm == ChecksumAlgorithm.MD5 || this == AWS;
	}

	/** Its makers say that it refuses a part that is not what its Content-MD5 says. */
	public boolean isKnownToVerifyContentMd5() {
		return integrity().isPresent() && this != GENERIC;
	}

	/** Whether the ETags of objects made of parts follow from the parts' MD5s. */
	public boolean isKnownToMakeMd5Etags() {
		return this == AWS;
	}

	/** What is asked of it, or it refuses the request. */
	public boolean isKnownToEncrypt() {
		return this == AWS;
	}

	/** How large its objects may be; those of S3 where its makers say nothing else. */
	public SizeLimits limits() {
		return this.limits;
	}

}
