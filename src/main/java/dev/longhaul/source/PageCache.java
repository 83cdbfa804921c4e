package dev.longhaul.source;

/**
 * What becomes of a file's bytes in the operating system's page cache once they were sent
 * or compared. They are read twice, which counts as in use, so a file larger than memory
 * would drive out what others work with: a database's pages, say.
 */
public enum PageCache {

	/** The system decides. */
	KEEP {
		@Override
		public void release(FileSlice slice) {
			// nothing to do
		}
	},

	/** They go, where the native code for it is here; else as {@link #KEEP}. */
	DROP {
		@Override
		public void release(FileSlice slice) {
			PageAdvice.notNeeded(slice.file().path(), slice.part().offset(), slice.part().length());
		}
	};

	/** Says that the slice was read for the last time, as a rule. */
	public abstract void release(FileSlice slice);

}
