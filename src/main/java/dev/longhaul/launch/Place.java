package dev.longhaul.launch;

/**
 * Where an object is to be: versions of one file share it.
 *
 * @param destination endpoint and bucket
 */
record Place(String destination, String key) {

	static Place of(Candidate candidate) {
		return new Place(candidate.identity().destination(), candidate.key());
	}

}
