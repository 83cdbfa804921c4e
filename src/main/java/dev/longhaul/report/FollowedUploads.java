package dev.longhaul.report;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.longhaul.report.UploadView.State;

/**
 * What is new of uploads at one look after another.
 */
public final class FollowedUploads {

	/** After so long a silence those under way are told once more, as a sign of life. */
	private static final Duration SILENCE = Duration.ofMinutes(1);

	private final Map<Long, UploadView> unfinished = new HashMap<>();

	private Instant lastNews;

	/**
	 * The first look, of which all was told.
	 * @param at when that was
	 */
	public FollowedUploads(List<UploadView> uploads, Instant at) {
		this.lastNews = at;
		remember(uploads);
	}

	/** The numbers of those that were unfinished at the last look. */
	public Set<Long> unfinished() {
		return Set.copyOf(this.unfinished.keySet());
	}

	/**
	 * What is to be told after a further look.
	 * @param uploads those that are unfinished, or were at the last look
	 * @param at when it was
	 */
	public List<UploadView> news(List<UploadView> uploads, Instant at) {
		boolean silent = Duration.between(this.lastNews, at).compareTo(SILENCE) >= 0;
		List<UploadView> news = uploads.stream()
			.filter((upload) -> hasChanged(upload) || (silent && upload.state() == State.RUNNING))
			.toList();
		this.lastNews = news.isEmpty() ? this.lastNews : at;
		remember(uploads);
		return news;
	}

	private boolean hasChanged(UploadView upload) {
		return !upload.withoutPace().equals(this.unfinished.get(upload.upload()));
	}

	private void remember(List<UploadView> uploads) {
		this.unfinished.clear();
		uploads.stream()
			.filter((upload) -> upload.state() != State.DELIVERED && upload.state() != State.ABORTED)
			.forEach((upload) -> this.unfinished.put(upload.upload(), upload.withoutPace()));
	}

}
