package dev.longhaul.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import dev.longhaul.source.Companion;
import dev.longhaul.source.SourceKept;
import dev.longhaul.source.SourceMove;
import dev.longhaul.source.SourceRemoval;
import dev.longhaul.source.SourceRemoval.Found;
import dev.longhaul.upload.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobInterruptedException;

/**
 * The removal of a file whose delivery is proved. What became of the file is noted in the
 * upload's context.
 *
 * @param source the file, by the name that it has while it is taken away
 * @param save commits the context
 */
record FileRemoval(CurrentUpload upload, SourceRemoval source, StopSwitch stop, Runnable save) {

	private static final Logger log = LoggerFactory.getLogger(FileRemoval.class);

	static FileRemoval of(CurrentUpload upload, StopSwitch stop, Runnable save) {
		return new FileRemoval(upload,
				new SourceRemoval(upload.file(), upload.context().removal().token().orElseThrow(),
						upload.context().source().whereabouts(upload.identity().file())),
				stop, save);
	}

	/** Whether there is a file of its name. */
	boolean isThere() {
		return this.source.isThere();
	}

	/**
	 * Looks what is there. What lies aside and is none of the delivered file's inode has
	 * its name again before.
	 */
	Found look() {
		Found seen = this.source.look();
		if (seen == Found.CHANGED && this.source.leftAside().isPresent()) {
			this.source.giveName();
			return this.source.look();
		}
		return seen;
	}

	/**
	 * Whether it was moved, and a kill kept that from being noted: what has its name came
	 * later.
	 */
	boolean isMoved() {
		return moved().isPresent();
	}

	private Optional<Path> moved() {
		return entries().moveTo().filter(move()::isDone);
	}

	/**
	 * Whether it lies in the definition's folder, or lay there, and not behind a symbolic
	 * link: others are not ours to take away.
	 */
	boolean isInItsFolder() {
		// looked at in this order: a folder that goes in between takes the file with it
		return path().startsWith(root()) && (lies() || !isThere());
	}

	private boolean lies() {
		Path folder = path().getParent();
		try {
			return folder != null && folder.startsWith(root())
					&& folder.toRealPath().equals(root().toRealPath().resolve(root().relativize(folder)))
					&& !Files.isSymbolicLink(path());
		}
		catch (NoSuchFileException ex) {
			return false;
		}
		catch (IOException ex) {
			throw SourceKept.because(path(), ex);
		}
	}

	/**
	 * The file is not taken away any more: it has its name, or is left aside where
	 * another one has that.
	 * @param otherwise what became of it, where it does not lie aside; nothing is noted
	 * of a file that is kept
	 */
	void leaveForGood(Optional<String> otherwise) {
		leave();
		this.source.leftAside()
			.map("left as %s: another file has its name"::formatted)
			.or(() -> otherwise)
			.ifPresent(entries()::outcome);
	}

	/**
	 * Gives the file its name again, should an earlier run have been about to take it
	 * away.
	 */
	void leave() {
		this.source.putBack();
		if (isThere()) {
			giveUp();
		}
	}

	/** Takes away what was begun of a move; a file that has its new name keeps it. */
	private void giveUp() {
		entries().moveTo().ifPresent((name) -> {
			try {
				move().giveUp(name, companion());
			}
			catch (IOException ex) {
				log.warn("what was begun of the move to {} is of no use; delete it ({})", name, ex.getMessage());
			}
		});
	}

	private SourceMove move() {
		return new SourceMove(this.source);
	}

	private Optional<Companion> wanted() {
		return this.upload.definition().onSuccess().receipt() ? Optional.of(companion()) : Optional.empty();
	}

	private Companion companion() {
		return new Companion(Receipt.SUFFIX, receipt().json() + "\n");
	}

	/**
	 * Deletes it or moves it, if it is the delivered file that was seen.
	 * @param seen before anybody was asked; what was none to take away then is none now
	 * @param target where to; nothing if it is deleted
	 * @return false if the context is to be committed first, and then this done again
	 */
	boolean takeAway(Found seen, Optional<Path> target) throws JobInterruptedException {
		switch (seen.isDelivered() ? this.source.takeAside() : seen) {
			case IN_PLACE -> {
				return false; // it came back after it had been gone
			}
			case ASIDE -> {
				return remove(target, this.source.changeAside());
			}
			case RENUMBERED, CHANGED -> {
				this.source.putBack();
				end("left where it is: it is not the file any more that was delivered");
			}
			case GONE -> {
				// perhaps deleted by us, and a kill kept that from being noted
				end("gone from its folder");
				removeMarker();
			}
		}
		return true;
	}

	/**
	 * Notes what became of a file that is not there to be taken away: perhaps a kill came
	 * right after the move, and another version has its name by now.
	 */
	private void end(String otherwise) {
		Optional<Path> moved = moved();
		giveUp();
		entries().outcome(moved.map((to) -> "moved to " + to).orElse(otherwise));
	}

	/**
	 * Removes what lies aside.
	 * @param change of its inode, by its being taken aside or before
	 */
	private boolean remove(Optional<Path> target, String change) throws JobInterruptedException {
		try {
			removeMarker();
			if (target.isPresent()) {
				return move(target.get());
			}
			giveUp(); // the definition may have said move before
			this.source.delete();
			entries().outcome("deleted");
			return true;
		}
		catch (RuntimeException | JobInterruptedException ex) {
			boolean untouched = change.equals(this.source.changeAside());
			if (untouched) {
				this.source.putBack();
			}
			else {
				this.source.giveName(); // perhaps written to: its bytes are compared
			}
			giveUp();
			if (untouched && this.source.look() == Found.IN_PLACE) {
				// its two names are all that has changed: it need not be compared
				this.upload.source().seeFile();
			}
			throw ex;
		}
	}

	/**
	 * The name is committed, then taken: a restart after a kill goes on to the same one,
	 * while the definition names the same folder.
	 */
	private boolean move(Path wanted) throws JobInterruptedException {
		Path name = entries().moveTo().orElse(null);
		if (name != null && move().isDoubled(name)) {
			move().finish(name, wanted());
			entries().outcome("moved to " + name);
			return true;
		}
		if (name == null || !Objects.equals(name.getParent(), wanted.getParent())) {
			giveUp();
			return commit(wanted);
		}
		if (move().isTaken(name)) {
			move().takeBack(name, companion());
			return commit(wanted);
		}
		return carryOut(name);
	}

	private boolean commit(Path wanted) {
		entries().moveTo(move().freeName(wanted));
		this.save.run();
		return false;
	}

	private boolean carryOut(Path name) throws JobInterruptedException {
		SourceMove.End end = move().carryOut(name, wanted(), () -> !this.stop.isStopping());
		switch (end) {
			case MOVED -> entries().outcome("moved to " + name);
			case STOPPED -> this.stop.requireRunning();
			case TAKEN -> log.debug("{} is the name of another file by now", name);
		}
		return end == SourceMove.End.MOVED;
	}

	/**
	 * The marker has served, and would be reported as one without its file. One that is
	 * newer than the delivery belongs to the next version.
	 */
	private void removeMarker() {
		this.upload.definition().source().marker().map((name) -> name.of(path())).ifPresent((marker) -> {
			try {
				if (!Files.exists(path()) && !isNewer(marker)) {
					Files.deleteIfExists(marker);
				}
			}
			catch (NoSuchFileException ex) {
				// another definition, or another file, has it too and was faster
			}
			catch (IOException ex) {
				throw SourceKept.byMarker(path(), ex);
			}
		});
	}

	private boolean isNewer(Path marker) throws IOException {
		Instant written = Files.getLastModifiedTime(marker).toInstant();
		return written.isAfter(receipt().delivered());
	}

	private Path path() {
		return this.upload.identity().file();
	}

	private Path root() {
		return this.upload.definition().source().root();
	}

	private Receipt receipt() {
		return this.upload.context().receipt().orElseThrow();
	}

	private RemovalEntries entries() {
		return this.upload.context().removal();
	}

}
