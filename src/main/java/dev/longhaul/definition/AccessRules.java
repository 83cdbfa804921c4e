package dev.longhaul.definition;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.longhaul.store.BucketKind;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of how a bucket is reached and with whose rights, and which of these
 * settings exclude each other.
 */
final class AccessRules {

	/** AWS's regions, also those that come after this was written. */
	private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+)+-\\d{1,2}");

	/** Other stores have an STS too, with partitions and accounts of their own. */
	private static final Pattern ROLE = Pattern.compile("arn:[a-z0-9-]+:iam:[^:]*:[^:]*:role/\\S+");

	private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

	private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

	private final Problems problems;

	private final BucketSettings settings;

	private final boolean elsewhere;

	private AccessRules(BucketSettings settings, Problems problems) {
		this.settings = settings;
		this.problems = problems.of("destination");
		this.elsewhere = settings.endpoint() != null;
	}

	static void judge(BucketSettings settings, Problems problems) {
		AccessRules rules = new AccessRules(settings, problems);
		if (settings.bucket().isBlank()) {
			rules.problems.add("bucket", "is missing: the bucket to send to");
		}
		else {
			rules.bucket(settings.bucket());
		}
		rules.region(settings.region());
		rules.entrances();
		rules.payload();
		rules.role();
	}

	private void bucket(String bucket) {
		try {
			switch (BucketKind.of(bucket)) {
				case ACCESS_POINT -> accessPoint(bucket);
				case MULTI_REGION -> multiRegion();
				case DIRECTORY -> {
					// DirectoryBucketRules
				}
				case GENERAL -> this.problems.addIf(this.settings.route().accelerate() && bucket.contains("."),
						"accelerate", "cannot be used for a bucket with a dot in its name; leave it out");
			}
		}
		catch (IllegalArgumentException ex) {
			this.problems.add("bucket", String.valueOf(ex.getMessage()));
		}
	}

	private void accessPoint(String arn) {
		this.problems.addIf(Boolean.TRUE.equals(this.settings.route().pathStyle()), "path-style",
				"cannot be used for an access point, which is in the host name; leave it out");
		this.problems.addIf(this.settings.route().accelerate(), "accelerate",
				"cannot be used for an access point; leave it out");
		String region = this.settings.region();
		String its = BucketKind.regionOf(arn).orElseThrow();
		this.problems.addIf(region != null && !region.equals(its), "region",
				"is %s, but the access point is in %s; leave it out".formatted(region, its));
	}

	private void multiRegion() {
		String instead = "cannot be used for a Multi-Region Access Point, which has one host; leave it out";
		this.problems.addIf(Boolean.TRUE.equals(this.settings.route().pathStyle()), "path-style", instead);
		this.problems.addIf(this.elsewhere, "endpoint", instead);
		this.problems.addIf(this.settings.route().dualstack(), "dualstack", instead);
		this.problems.addIf(this.settings.route().fips(), "fips", instead);
		this.problems.addIf(this.settings.route().accelerate(), "accelerate", instead);
	}

	private void region(@Nullable String region) {
		this.problems.addIf(region != null && !this.elsewhere && !REGION.matcher(region).matches(), "region",
				"'%s' is no region of AWS; write one such as eu-west-1".formatted(region));
	}

	private void entrances() {
		RouteSettings to = this.settings.route();
		String onlyAws = "is of AWS and cannot be used with an endpoint; leave one of them out";
		this.problems.addIf(to.dualstack() && this.elsewhere, "dualstack", onlyAws);
		this.problems.addIf(to.fips() && this.elsewhere, "fips", onlyAws);
		this.problems.addIf(to.accelerate() && this.elsewhere, "accelerate", onlyAws);
		this.problems.addIf(to.accelerate() && Boolean.TRUE.equals(to.pathStyle()), "accelerate",
				"needs the bucket in the host name; leave path-style out");
		this.problems.addIf(to.accelerate() && to.fips(), "accelerate",
				"cannot be used with fips; leave one of them out");
	}

	/** Over https the SDK signs no payload, for TLS guards it. */
	private void payload() {
		String endpoint = String.valueOf(this.settings.endpoint());
		boolean http = endpoint.toLowerCase(Locale.ROOT).startsWith("http://");
		this.problems.addIf(this.settings.route().unsignedPayload() && !http, "unsigned-payload",
				"is for an endpoint of plain http; over https it is always so; leave it out");
	}

	private void role() {
		String role = this.settings.access().roleArn();
		String externalId = this.settings.access().externalId();
		String session = this.settings.access().roleSessionName();
		this.problems.addIf(role != null && !ROLE.matcher(role).matches(), "role-arn",
				"'%s' is no role; write arn:aws:iam::ACCOUNT:role/NAME".formatted(role));
		this.problems.addIf(externalId != null && !EXTERNAL_ID.matcher(externalId).matches(), "external-id",
				"is no external id (2 to 1,224 letters, digits and _+=,.@:/-)");
		this.problems.addIf(session != null && !SESSION_NAME.matcher(session).matches(), "role-session-name",
				"'%s' is no session name (2 to 64 letters, digits and _+=,.@-)".formatted(session));
		String lonely = "means nothing without role-arn; add that, or leave it out";
		this.problems.addIf(role == null && externalId != null, "external-id", lonely);
		this.problems.addIf(role == null && session != null, "role-session-name", lonely);
	}

}
