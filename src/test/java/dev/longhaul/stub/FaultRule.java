package dev.longhaul.stub;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A fault on its way to being one: narrowed first, then ended by what it does.
 */
public final class FaultRule {

	private final FaultMatch match;

	private final FaultSchedule schedule;

	FaultRule(FaultMatch match, FaultSchedule schedule) {
		this.match = match;
		this.schedule = schedule;
	}

	public FaultRule key(String key) {
		return new FaultRule(new FaultMatch(this.match.op(), key, this.match.part()), this.schedule);
	}

	public FaultRule part(int number) {
		return new FaultRule(new FaultMatch(this.match.op(), this.match.key(), number), this.schedule);
	}

	/** Lets the first requests go unharmed. */
	public FaultRule skip(long first) {
		return schedule(new FaultSchedule(first, this.schedule.times(), this.schedule.chance()));
	}

	/** Strikes at most so often; without it, every time. */
	public FaultRule times(long most) {
		return schedule(new FaultSchedule(this.schedule.skip(), most, this.schedule.chance()));
	}

	public FaultRule once() {
		return times(1);
	}

	/** Strikes the nth request only, counted from 1. */
	public FaultRule nth(long n) {
		return skip(n - 1).once();
	}

	/**
	 * Drawn anew for each time that an operation comes for a key and part; the same seed
	 * draws the same.
	 */
	public FaultRule probability(double probability, long seed) {
		FaultSchedule.Chance chance = new FaultSchedule.Chance(probability, seed);
		return schedule(new FaultSchedule(this.schedule.skip(), this.schedule.times(), chance));
	}

	/** Answers without doing it; a status below 400 has no body and needs no code. */
	public Fault answer(int status, String code) {
		return does(new FaultAction.AnswerInstead(status, code));
	}

	/** Answers as S3 does where the bucket is in another region. */
	public Fault answerFromRegion(int status, String code, String region) {
		return does(new FaultAction.AnswerFromRegion(status, code, region));
	}

	/**
	 * Status 200 and then an error in the body, not carried out: what Complete may come
	 * to.
	 */
	public Fault okWithErrorBody(String code) {
		return does(new FaultAction.OkWithErrorBody(code));
	}

	/** Something in the place of the store answers with a page of its own. */
	public Fault strangersPage(int status) {
		return does(new FaultAction.StrangersPage(status));
	}

	/** The same, after it was carried out. */
	public Fault doneBehindStrangersPage() {
		return does(new FaultAction.Reword((answer) -> Answer.strangersPage(200)));
	}

	/** What asks first (Expect: 100-continue) is answered with 417, as by old proxies. */
	public Fault notToBeAsked() {
		return does(new FaultAction.NotToBeAsked());
	}

	/**
	 * What asks first (Expect: 100-continue) is not answered, but for the request, when
	 * its body has come all the same.
	 */
	public Fault silentWhenAsked() {
		return does(new FaultAction.SilentWhenAsked());
	}

	/** As soon as the request line is read. */
	public Fault resetBeforeHeaders() {
		return does(new FaultAction.ResetBeforeHeaders());
	}

	/**
	 * When so many bytes of the body have been read, or all of a shorter one; not carried
	 * out.
	 */
	public Fault resetInBody(long afterBytes) {
		return does(new FaultAction.ResetInBody(afterBytes));
	}

	/** When the whole body has been read; not carried out. */
	public Fault resetBeforeAnswer() {
		return does(new FaultAction.ResetBeforeAnswer());
	}

	/** Carried out, then reset before any byte of the answer. */
	public Fault doneButAnswerLost() {
		return does(new FaultAction.DoneButAnswerLost());
	}

	/** Carried out, then reset after half of the answer's bytes. */
	public Fault resetInAnswer() {
		return does(new FaultAction.ResetInAnswer());
	}

	/** Carried out, answered later. */
	public Fault delay(Duration duration) {
		return does(new FaultAction.Delay(duration));
	}

	public Fault slowRead(long bytesPerSecond) {
		return does(new FaultAction.SlowRead(bytesPerSecond));
	}

	/** Reads nothing of the body until the fault is released or the stub closed. */
	public Fault stallInBody() {
		return stallInBody(0);
	}

	/**
	 * Reads no more than so many bytes of the body until the fault is released or the
	 * stub closed.
	 */
	public Fault stallInBody(long afterBytes) {
		return does(new FaultAction.StallInBody(afterBytes, new CountDownLatch(1)));
	}

	/**
	 * Carried out; status 200 at once, then spaces for so long, then the result: what S3
	 * does on a long Complete.
	 */
	public Fault whiteSpace(Duration duration) {
		return does(new FaultAction.WhiteSpace(duration));
	}

	/**
	 * Removes the upload right before the request is handled, as a lifecycle rule does.
	 */
	public Fault vanish() {
		return does(new FaultAction.Vanish());
	}

	/** Does not look at Content-MD5, as some stores do not. */
	public Fault believeContentMd5() {
		return ignoreHeaders("content-md5");
	}

	/** Does not know S3's checksums, as many stores do not. */
	public Fault ignoreChecksums() {
		return ignoreHeaders(Stream
			.concat(Stream.of("x-amz-checksum-algorithm", "x-amz-checksum-type"),
					Stream.of(ChecksumAlgorithm.values()).map(ChecksumAlgorithm::header))
			.toArray(String[]::new));
	}

	/** Encrypts nothing, whatever is asked for, and says nothing of it. */
	public Fault ignoreEncryption() {
		return ignoreHeaders(EncryptionHeaders.NAMES);
	}

	/** Passes over headers as if they had not been sent. */
	public Fault ignoreHeaders(String... names) {
		return does(new FaultAction.IgnoreHeaders(Set.of(names)));
	}

	/** Passes over parameters of the query as if they had not been sent. */
	public Fault ignoreQuery(String... names) {
		return does(new FaultAction.IgnoreQuery(Set.of(names)));
	}

	/** No page of a listing has more entries. */
	public Fault shortPages(int entries) {
		return does(new FaultAction.ShortPages(entries));
	}

	/** Says that keys are encoded where that was asked for, and does not encode them. */
	public Fault onlySaysThatItEncodes() {
		return does(new FaultAction.Reword(Answer::withPlainKeys));
	}

	/** The first byte of the body arrives as another one. */
	public Fault damageBody() {
		return does(new FaultAction.DamageBody());
	}

	/** The ETags of the answer are there and say nothing. */
	public Fault emptyEtags() {
		return does(new FaultAction.Reword((answer) -> answer.withEtags((etag) -> "")));
	}

	/** The ETag of an object that was made of parts looks like S3's, and is another. */
	public Fault otherEtagsOfParts() {
		return does(new FaultAction.Reword((answer) -> answer
			.withEtags((etag) -> etag.contains("-") ? "0123456789abcdef" + etag.substring(16) : "\"" + etag + "\"")));
	}

	/** The ETags of the answer stand without quotes. */
	public Fault unquotedEtags() {
		return does(new FaultAction.Reword((answer) -> answer.withEtags(UnaryOperator.identity())));
	}

	/** Names of headers begin with capitals, as a proxy in Go writes them. */
	public Fault capitalHeaders() {
		return does(new FaultAction.Reword(Answer::withCapitalHeaders));
	}

	/** The answer has this header, in the place of its own. */
	public Fault header(String name, String value) {
		return does(new FaultAction.Reword((answer) -> answer.with(name, value)));
	}

	/** An answer to HEAD tells no length, as that of a proxy that compresses. */
	public Fault noLength() {
		return header("transfer-encoding", "chunked");
	}

	/** Errors of this code go by another one, as some stores have names of their own. */
	public Fault calling(String code, String other) {
		return does(new FaultAction.Reword((answer) -> answer
			.reworded((xml) -> xml.replace("<Code>" + code + "</Code>", "<Code>" + other + "</Code>"))));
	}

	/**
	 * Does not know that S3 has two types of checksums: an object's is that of its parts'
	 * ones, and does not say so.
	 */
	public List<Fault> untypedChecksums() {
		return List.of(ignoreHeaders("x-amz-checksum-type"),
				does(new FaultAction.Reword(Answer::withoutTypesOfChecksums)));
	}

	/**
	 * Every page of a listing says that there is another one, behind the same markers.
	 */
	public Fault neverTheLastPage() {
		return does(new FaultAction.Reword((answer) -> answer
			.reworded((xml) -> xml.replace("<IsTruncated>false</IsTruncated>", "<IsTruncated>true</IsTruncated>"
					+ "<NextKeyMarker>~</NextKeyMarker><NextUploadIdMarker>~</NextUploadIdMarker>"))));
	}

	/** Completes the upload with all its parts right before the request is handled. */
	public Fault completedBySomeoneElse() {
		return does(new FaultAction.CompletedBySomeoneElse());
	}

	/**
	 * The first aborts answer 204 and end the upload for writing, but listings still show
	 * it and its parts.
	 */
	public Fault abortLeavesParts(int aborts) {
		return times(aborts).does(new FaultAction.AbortLeavesParts());
	}

	/**
	 * Runs when the head has been read, before the body is read and the request carried
	 * out.
	 */
	public Fault then(Runnable work) {
		return does(new FaultAction.Hook(work));
	}

	/** Runs when the request has been carried out, before it is answered. */
	public Fault whenDone(Runnable work) {
		return does(new FaultAction.HookWhenDone(work));
	}

	private FaultRule schedule(FaultSchedule changed) {
		return new FaultRule(this.match, changed);
	}

	private Fault does(FaultAction action) {
		return new Fault(this.match, this.schedule, action);
	}

}
