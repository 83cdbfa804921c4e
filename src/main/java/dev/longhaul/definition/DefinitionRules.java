package dev.longhaul.definition;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.longhaul.source.DoneMarker;
import dev.longhaul.source.FileGlobs;
import dev.longhaul.source.SourceFile;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * What must hold of a definition beyond its types.
 */
final class DefinitionRules {

	private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

	private final Problems problems = new Problems();

	/** Problems by the name of the setting. */
	static Map<String, String> problemsOf(JobDefinition.Content definition) {
		DefinitionRules rules = judged(definition);
		HookRules.judge(definition.hooks(), rules.problems);
		return rules.problems.bySetting();
	}

	/** The same where no hook is ever called. */
	static Map<String, String> problemsBesideHooks(JobDefinition.Content definition) {
		return judged(definition).problems.bySetting();
	}

	private static DefinitionRules judged(JobDefinition.Content definition) {
		DefinitionRules rules = new DefinitionRules();
		rules.source(definition.source());
		rules.destination(definition.destination());
		rules.transfer(definition.transfer());
		DirectoryBucketRules.judge(definition.destination(), definition.transfer(), rules.problems);
		rules.onSuccess(definition.onSuccess(), definition.source());
		rules.giveUpAfter(definition.giveUpAfter());
		return rules;
	}

	private void source(SourceSettings source) {
		this.problems.addIf(!StringUtils.hasText(source.directory()), "source.directory",
				"is missing: the folder to take from");
		path("source.directory", source.directory());
		this.problems.addIf(source.include().isEmpty(), "source.include", "is empty: no file would ever be sent");
		globs("source.include", source.include());
		globs("source.exclude", source.exclude());
		this.problems.addIf(source.settle().isNegative(), "source.settle",
				"is negative; write 0s to take files at once");
		String marker = source.doneMarker();
		if (marker != null) {
			this.problems.check("source.done-marker", () -> DoneMarker.parse(marker));
		}
	}

	/** Whether this process can name it: under cron's locale C it may not. */
	private boolean path(String setting, String path) {
		expanded(setting, path);
		return this.problems.check(setting, () -> SourceFile.pathOf(path));
	}

	/**
	 * The shell's sign for the home of a person is a folder's name to everything else.
	 */
	private void expanded(String setting, String path) {
		this.problems.addIf(path.startsWith("~/"), setting,
				"'%s': ~ is not expanded here; write the whole path, or ${HOME}%s".formatted(path,
						path.substring(Math.min(1, path.length()))));
	}

	private void globs(String setting, List<String> globs) {
		for (int i = 0; i < globs.size(); i++) {
			String glob = globs.get(i);
			String place = "%s[%d]".formatted(setting, i);
			this.problems.addIf(glob.isBlank(), place, "is empty and never matches; write a glob, or leave it out");
			this.problems.addIf(glob.matches("/.*|\\.{1,2}/.*|.*/\\.{1,2}/.*"), place,
					"'%s' never matches: globs are relative to source.directory, without ./ and ../".formatted(glob));
			this.problems.addIf(setting.endsWith("include") && glob.strip().endsWith("/"), place,
					"'%s' is a folder and never matches a file; write %1$s** for all that is in it".formatted(glob));
			this.problems.check(place, () -> FileGlobs.of(List.of(glob), List.of()));
		}
	}

	private void destination(Destination destination) {
		BucketSettings at = destination.at();
		AccessRules.judge(at, this.problems);
		this.problems.addIf(destination.key().isBlank() || destination.key().endsWith("/"), "destination.key",
				"'%s' names no object, for it is empty or ends with a slash; write {path} at its end"
					.formatted(destination.key()));
		this.problems.check("destination.key", destination::keyTemplate);
		endpoint(at.endpoint(), at.bucket());
		this.problems.check("destination.store", at::namedProfile,
				"'%s' is no store; write auto, aws, ceph, minio, r2, b2, gcs or generic".formatted(at.store()));
		String authorities = at.route().caCertificates();
		if (authorities != null && path("destination.ca-certificates", authorities)) {
			this.problems.addIf(!Files.isReadable(Path.of(authorities)), "destination.ca-certificates",
					"%s cannot be read; it is the PEM file with the store's authority".formatted(authorities));
		}
		ObjectRules.judge(destination.wishes(), this.problems);
		EncryptionRules.judge(destination.wishes().encryption(), at.endpoint(), this.problems);
		LockSettings.judge(destination.wishes().objectLock(), this.problems);
		String owner = destination.expectedOwner();
		this.problems.addIf(owner != null && !ACCOUNT.matcher(owner).matches(), "destination.expected-owner",
				"'%s' is no account of AWS; write its 12 digits in quotes".formatted(owner));
	}

	private void endpoint(@Nullable String endpoint, String bucket) {
		if (endpoint != null) {
			EndpointRules.problemOf(endpoint, bucket)
				.ifPresent((problem) -> this.problems.add("destination.endpoint", problem));
		}
	}

	private void transfer(TransferSettings transfer) {
		this.problems.check("transfer.part-size", transfer::size,
				"'%s' is no part size; write auto or whole MiB such as 64MB, from 5MB to 5GB"
					.formatted(transfer.partSize()));
		this.problems.check("transfer.integrity", transfer::checksum,
				"'%s' is no checksum; write auto, md5, crc64nvme, crc32c, crc32, sha256 or sha1"
					.formatted(transfer.integrity()));
		int partsAtOnce = partsAtOnce(transfer);
		this.problems.addIf(transfer.filesAtOnce() < 1 || transfer.filesAtOnce() > 64, "transfer.files-at-once",
				"is %d; it must be from 1 to 64".formatted(transfer.filesAtOnce()));
		transfer.bandwidth()
			.forEach((window, rate) -> TimetableRules.problemOf(window, rate, partsAtOnce)
				.ifPresent((problem) -> this.problems.add("transfer.bandwidth[" + window + "]", problem)));
	}

	private int partsAtOnce(TransferSettings transfer) {
		try {
			int parts = transfer.mostPartsAtOnce();
			this.problems.addIf(parts < 1 || parts > TransferSettings.MOST, "transfer.parts-at-once",
					"is %d; it must be from 1 to %d, or auto".formatted(parts, TransferSettings.MOST));
			return parts;
		}
		catch (NumberFormatException ex) {
			this.problems.add("transfer.parts-at-once",
					"'%s' is not a whole number; write one, or auto".formatted(transfer.partsAtOnce()));
			return 1;
		}
	}

	private void onSuccess(OnSuccess onSuccess, SourceSettings source) {
		if (!onSuccess.keeps()) {
			markers(source.doneMarker());
		}
		this.problems.addIf(onSuccess.receipt() && onSuccess.move() == null, "on-success.receipt",
				"needs on-success.move: the receipt is written beside the file that is moved");
		if (onSuccess.move() == null) {
			return;
		}
		expanded("on-success.move", onSuccess.move());
		this.problems.check("on-success.move", () -> onSuccess.folder().orElseThrow());
		boolean everywhere = !this.problems.has("on-success.move") && !this.problems.has("source.directory")
				&& StringUtils.hasText(source.directory())
				&& onSuccess.archive().filter(source.root()::startsWith).isPresent();
		this.problems.addIf(everywhere, "on-success.move",
				"'%s' is the folder that files are taken from, or one above it; ".formatted(onSuccess.move())
						+ "write a folder of its own, in it or beside it");
	}

	/** A marker that goes with its file must not be that of another one. */
	private void markers(@Nullable String marker) {
		boolean shared = marker != null && !marker.contains("{name}")
				&& !(marker.contains("{stem}") && marker.contains("{ext}"));
		this.problems.addIf(shared, "source.done-marker",
				"'%s' may be the marker of several files, and on-success would delete it ".formatted(marker)
						+ "with the first; write {name} in it");
	}

	private void giveUpAfter(@Nullable Duration limit) {
		this.problems.addIf(limit != null && (limit.isZero() || limit.isNegative()), "give-up-after",
				"must be longer than nothing; 'on-failure: abort' ends an upload at its first failure");
	}

}
