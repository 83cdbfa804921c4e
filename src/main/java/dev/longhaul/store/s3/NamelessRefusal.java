package dev.longhaul.store.s3;

import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An answer of a status only. To all but HEAD, which has no body to answer with, S3 says
 * why in XML: so perhaps it is not S3 that has answered.
 *
 * @param doing the request
 * @param scheme of the store's address
 * @param location where the answer leads to; empty if it leads nowhere
 */
record NamelessRefusal(RequestName doing, int status, String scheme, String location) {

	private static final int PRECONDITION_FAILED = 412;

	static NamelessRefusal of(RequestName doing, S3Exception ex, String scheme) {
		String location = S3Failures.header(ex, "Location").orElse("").replaceFirst("[?#].*", "");
		return new NamelessRefusal(doing, ex.statusCode(), scheme, location);
	}

	/**
	 * What it means. To all but HEAD S3 names a 412, and parts that have arrived are not
	 * to be thrown away for a stranger's.
	 */
	AnswerFact fact() {
		return (this.status == PRECONDITION_FAILED && !isHead()) ? AnswerFact.REFUSED : AnswerFact.of(this.status, "");
	}

	/** What is told of credentials that are refused: they may be right for the store. */
	String doubt() {
		boolean ofCredentials = this.status == 401 || this.status == 403;
		return (ofCredentials && !isHead())
				? " without S3's reason, so perhaps something else answers there, such as a proxy" : "";
	}

	/** The end of the sentence. */
	String advice() {
		return switch (this.status) {
			case 400 -> badRequest();
			case 301, 302, 303, 307, 308 ->
				"; this leads to %s: correct destination.endpoint, or destination.region where the bucket is in another region, then run again"
					.formatted(this.location.isEmpty() ? "another address" : this.location);
			case 413 ->
				"; what takes requests here limits their length (nginx by client_max_body_size): have the limit "
						+ "raised, or set a smaller transfer.part-size"
						+ ((this.doing.operation() == S3Operation.UPLOAD_PART) ? PartSizeAdvice.ANEW
								: ", then run again");
			default -> isHead() ? "" : elsewhere();
		};
	}

	private String badRequest() {
		// what a web server says in plain words to http at its port for https
		String https = this.scheme.equals("http")
				? "this port wants https: then write https:// into destination.endpoint" : "";
		if (!isHead()) {
			return https.isEmpty() ? elsewhere() : "; perhaps " + https + " and run again";
		}
		return "; perhaps " + (https.isEmpty() ? "" : https + ", or ")
				+ "the object that is there is encrypted with a key of its own (SSE-C): then name that key in "
				+ "destination.encryption or remove the object, and run again";
	}

	private boolean isHead() {
		return this.doing.operation().isHead();
	}

	private static String elsewhere() {
		return "; S3 would say why, so perhaps something else answers here, such as a proxy, a console or a website: see "
				+ "what is at destination.endpoint, then run again";
	}

}
