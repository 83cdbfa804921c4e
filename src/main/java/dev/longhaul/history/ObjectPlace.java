package dev.longhaul.history;

/**
 * Where an object is to be: versions of one file share it.
 *
 * @param destination endpoint and bucket
 */
public record ObjectPlace(String destination, String key) {

	public static ObjectPlace of(Candidate candidate) {
		return new ObjectPlace(candidate.identity().destination(), candidate.key());
	}

	/** The name under which a process claims the place, to send something there. */
	public String claim() {
		return "place " + this.destination + " " + this.key;
	}

}
