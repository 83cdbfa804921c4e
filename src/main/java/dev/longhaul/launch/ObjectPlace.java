package dev.longhaul.launch;

/**
 * Where an object is to be: versions of one file share it.
 *
 * @param destination endpoint and bucket
 */
record ObjectPlace(String destination, String key) {

	static ObjectPlace of(Candidate candidate) {
		return new ObjectPlace(candidate.identity().destination(), candidate.key());
	}

}
