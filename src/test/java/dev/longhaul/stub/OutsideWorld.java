package dev.longhaul.stub;

/**
 * What happens to an upload without a request of its client.
 */
final class OutsideWorld {

	private final Store store;

	OutsideWorld(Store store) {
		this.store = store;
	}

	/**
	 * As by a lifecycle rule for unfinished uploads; nothing where there is no such
	 * upload.
	 */
	void vanish(RequestTarget target) {
		try {
			this.store.bucket(target.bucket()).abort(target.key(), target.uploadId());
		}
		catch (S3Error ex) {
			// it had gone before
		}
	}

	/** Nothing where there is no such upload. */
	void complete(RequestTarget target) {
		try {
			this.store.bucket(target.bucket()).completeAsItIs(target.key(), target.uploadId(), this.store.now());
		}
		catch (S3Error ex) {
			// it had gone before
		}
	}

}
