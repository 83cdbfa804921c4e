package dev.longhaul.store;

/**
 * Is told of stores from which nothing comes but failures, and when that is over. Called
 * by the threads that send, also by several at once.
 */
public interface StoreOutages {

	/** Nobody wants to know. */
	StoreOutages UNTOLD = new StoreOutages() {

		@Override
		public void begins(String store, String what) {
			// the log tells it
		}

		@Override
		public void ends(String store) {
			// the log tells it
		}
	};

	/**
	 * A store has failed for some seconds.
	 * @param what it does, in words that name it
	 */
	void begins(String store, String what);

	/** A request succeeded. Called for each one. */
	void ends(String store);

}
