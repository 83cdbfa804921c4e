package dev.longhaul.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.longhaul.history.UploadOutcome;

/**
 * The reasons a run has told of: wrong credentials need one sentence, not one for each
 * file.
 */
final class Reasons {

	private static final int NAMED = 3;

	/** Each trial of a store has a name of its own. */
	private static final Pattern TRIAL = Pattern.compile("(\\S*/)?\\.longhaul-trial-[0-9a-f-]{36}");

	/** All of them need the one right to put an object. */
	private static final Pattern SENDING = Pattern
		.compile("^(?:CreateMultipartUpload|PutObject|UploadPart(?: \\d+)?) of (?:\\{key}|\\{trial})");

	/** Wrong credentials are refused whatever is asked for with them. */
	private static final Pattern BY_WRONG_CREDENTIALS = Pattern
		.compile("^[A-Z]\\w+(?: \\d+)? of [^:\\s]+(?=: .*; correct the credentials, then run again)");

	/** Advice names each upload by its number. */
	private static final Pattern ABORT = Pattern.compile("('longhaul abort(?: --forget)?) \\d+'");

	private final Map<String, Files> told = new LinkedHashMap<>();

	/** Whether nothing was told yet that differs only in the file. */
	boolean isNew(UploadOutcome outcome) {
		Files files = this.told.get(reason(outcome));
		if (files == null) {
			this.told.put(reason(outcome), new Files(outcome));
			return true;
		}
		files.add(outcome);
		return false;
	}

	/** A line for each reason that more files have, once. */
	List<String> others() {
		List<String> lines = this.told.values().stream().filter(Files::hasOthers).map(Files::line).toList();
		this.told.clear();
		return lines;
	}

	private static String reason(UploadOutcome outcome) {
		return outcome.result() + " " + outcome.cure() + " "
				+ withoutNames(outcome.message(), outcome.file().toString(), outcome.key());
	}

	/** What a message says of other files too. */
	static String withoutNames(String message, String file, String key) {
		String reason = message.replace(file, "{file}");
		if (!key.isEmpty()) {
			reason = reason.replaceAll("(?<!\\w)" + Pattern.quote(key) + "(?!\\w)", "{key}");
		}
		reason = TRIAL.matcher(reason).replaceAll("{trial}");
		reason = ABORT.matcher(reason).replaceAll("$1 {upload}'");
		reason = SENDING.matcher(reason).replaceFirst("{sending}");
		return BY_WRONG_CREDENTIALS.matcher(reason).replaceFirst("{sending}");
	}

	/** The files of one reason: the one that was told, and the others. */
	private static final class Files {

		private final UploadOutcome first;

		private final List<String> named = new ArrayList<>();

		private long others;

		Files(UploadOutcome first) {
			this.first = first;
		}

		void add(UploadOutcome outcome) {
			this.others++;
			if (this.named.size() < NAMED) {
				this.named.add(Amounts.printable(outcome.file()));
			}
		}

		boolean hasOthers() {
			return this.others > 0;
		}

		String line() {
			String word = switch (this.first.result()) {
				case FAILED -> "FAILED";
				case TURNED_AWAY -> "not sent";
				default -> Amounts.word(this.first.result());
			};
			return "%s  … and %s for the same reason as %s: %s%s".formatted(word,
					Amounts.count(this.others, "more file"), Amounts.printable(this.first.file()),
					String.join(", ", this.named), (this.others > NAMED) ? ", …" : "");
		}

	}

}
