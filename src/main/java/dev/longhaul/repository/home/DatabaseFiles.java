package dev.longhaul.repository.home;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.longhaul.repository.RepositoryUnusable;

/**
 * The files of the HSQLDB database: its script with the definitions, the rows (its data)
 * and what they were at the last checkpoint (its backup), what was committed since (its
 * log), and its properties.
 */
public record DatabaseFiles(Path folder) {

	static final String NAME = "repository";

	/**
	 * A property: HSQLDB keeps no list of free places in its data. It uses them again in
	 * the last 4 KiB only, and for each row that fits none it sorts them twice, each time
	 * in new arrays of 256 KiB: seven tenths of what the JVM had to allocate for a small
	 * file.
	 */
	static final String NO_FREE_LIST = "hsqldb.cache_free_count=0";

	private static final int TAIL = 1 << 20;

	/** The whole line of the properties that says how the database was left. */
	private static final Pattern STATE = Pattern
		.compile("(?m)^modified=(no|yes|no-new-files|yes-new-files|yes-new-files-data)\\R");

	/** In bytes: where the rows begin in their file, behind its head. */
	private static final int FIRST_ROW = 64;

	/** Whether there is or was a database. */
	public boolean exist() {
		return Files.exists(script()) || Files.exists(file("script.new")) || trace().isPresent();
	}

	/** Whose files they are. */
	UserPrincipal owner() throws IOException {
		for (String part : List.of("script", "script.new", "data", "backup")) {
			if (Files.exists(file(part))) {
				return Files.getOwner(file(part));
			}
		}
		return Files.getOwner(file("log"));
	}

	/** Whether its user has this password; the script says so where there is one. */
	boolean isOpenedBy(String password) throws IOException {
		return !Files.exists(script()) || DatabaseScript.read(script()).takes(password);
	}

	/**
	 * Lies beside the database while its owner has it open, and tells whether its files
	 * are still where they were. HSQLDB's own lock would not do: each process that ever
	 * opened the database deletes the file of that name when it ends, whosever it is.
	 */
	Path opened() {
		return file("open");
	}

	/** Makes it anew. Only the holder of the home's lock may. */
	void markOpened() throws IOException {
		Files.deleteIfExists(file("lck")); // of an older version that was killed
		Files.deleteIfExists(opened());
		Files.createFile(opened());
	}

	void forgetOpened() {
		try {
			Files.deleteIfExists(opened());
		}
		catch (IOException ex) {
			// the next owner makes it anew
		}
	}

	/**
	 * Clears away what HSQLDB would refuse for ever, and what a kill leaves at the end of
	 * the log; and says once more what it forgets. Only the holder of the home's lock
	 * may, before the database is opened.
	 * @throws RepositoryUnusable if the script is gone, or empty: opening would empty the
	 * log too; if the properties do not say how the database was left; or if a file is
	 * gone, or not whole, without which its rows cannot be read
	 */
	void prepare() throws IOException {
		boolean changing = Files.exists(file("script.new")) && Files.exists(file("properties"));
		if (!Files.exists(script()) && !changing) {
			requireNoTrace();
			forgetUnborn();
		}
		if (Files.exists(script()) && Files.size(script()) == 0) {
			throw DamagedHome.of(new Home(this.folder), script() + " is empty", null);
		}
		requireState();
		if (!RowsBackup.isWhole(file("backup"))) {
			throw DamagedHome.of(new Home(this.folder), file("backup") + " is not whole", null);
		}
		requireRows();
		forgetRowsNotBegun();
		cutTornLine();
		keepNoFreeList();
	}

	/** Puts the database aside, the script last: without it there is none. */
	public void moveTo(Path other) throws IOException {
		Files.createDirectories(other);
		for (String part : List.of("log", "properties", "data", "backup", "script")) {
			if (Files.exists(file(part))) {
				Files.move(file(part), new DatabaseFiles(other).file(part), StandardCopyOption.REPLACE_EXISTING);
			}
		}
	}

	private void requireNoTrace() {
		Optional<Path> trace = trace();
		if (trace.isPresent()) {
			throw DamagedHome.without(script(), trace.get(), new Home(this.folder));
		}
	}

	/** A kill or a full disk cut off the creation: no upload was begun. */
	private void forgetUnborn() throws IOException {
		for (String part : List.of("properties", "script.new", "log", "data")) {
			Files.deleteIfExists(file(part));
		}
	}

	/** What shows that there was a script: HSQLDB writes that before any row. */
	private Optional<Path> trace() {
		return Stream
			.of(Optional.of(file("data")).filter((rows) -> hasRows()),
					Optional.of(file("backup")).filter(Files::exists),
					Optional.of(file("log")).filter((log) -> hasUploads()))
			.flatMap(Optional::stream)
			.findFirst();
	}

	private boolean hasRows() {
		try {
			return Files.exists(file("data")) && Files.size(file("data")) >= FIRST_ROW;
		}
		catch (IOException ex) {
			return true;
		}
	}

	/**
	 * HSQLDB takes one in any other state for a new or a closed database, and deletes its
	 * log. One without the whole file it reads from script and log, but takes a new
	 * script that lies there for one that was never finished.
	 */
	private void requireState() throws IOException {
		Path properties = file("properties");
		if (!Files.exists(properties)) {
			return;
		}
		Matcher state = STATE.matcher(Files.readString(properties, StandardCharsets.ISO_8859_1));
		if (state.find()) {
			// it is written once the log is
			if (state.group(1).equals("yes") && !Files.exists(file("log"))) {
				throw DamagedHome.without(file("log"), properties, new Home(this.folder));
			}
			return;
		}
		if (Files.exists(file("script.new"))) {
			throw DamagedHome.of(new Home(this.folder), properties + " is damaged", null);
		}
		throw DamagedHome.unstated(properties);
	}

	/**
	 * HSQLDB would make their file anew, and look for them there.
	 */
	private void requireRows() throws IOException {
		boolean changing = Files.exists(file("data.new"));
		if (!Files.exists(file("data")) && !changing && Files.exists(script())
				&& DatabaseScript.read(script()).tellsOfRows()) {
			throw DamagedHome.without(file("data"), script(), new Home(this.folder));
		}
	}

	/**
	 * A kill or a full disk cut off the head of a new file of rows, which HSQLDB then
	 * takes for that of an older version and cannot restore.
	 */
	private void forgetRowsNotBegun() throws IOException {
		if (!hasRows() && !Files.exists(file("backup"))) {
			Files.deleteIfExists(file("data"));
		}
	}

	/** Everything before the last line was committed and has to be readable. */
	private void cutTornLine() throws IOException {
		if (!Files.exists(file("log"))) {
			return;
		}
		try (FileChannel log = FileChannel.open(file("log"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			long from = Math.max(0, log.size() - TAIL);
			log.position(from);
			byte[] tail = Channels.newInputStream(log).readNBytes(TAIL);
			int end = tail.length;
			while (end > 0 && tail[end - 1] != '\n') {
				end--;
			}
			if (end > 0 || from == 0) {
				log.truncate(from + end);
			}
		}
	}

	/**
	 * The URL's properties are for a new database only, and HSQLDB drops this one from
	 * its file whenever it opens it. A line that a kill tears is a property it ignores.
	 */
	private void keepNoFreeList() throws IOException {
		if (Files.exists(file("properties"))) {
			Files.writeString(file("properties"), NO_FREE_LIST + "\n", StandardOpenOption.APPEND);
		}
	}

	private boolean hasUploads() {
		try {
			return Files.exists(file("log")) && Files.readString(file("log"), StandardCharsets.ISO_8859_1)
				.contains("INSERT INTO BATCH_JOB_INSTANCE VALUES");
		}
		catch (IOException ex) {
			return true;
		}
	}

	private Path script() {
		return file("script");
	}

	private Path file(String ending) {
		return this.folder.resolve(NAME + "." + ending);
	}

}
