package dev.longhaul.stub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.Map;

/**
 * One request and its answer, with the faults that it meets.
 */
final class Exchange {

	private final InputStream in;

	private final OutputStream out;

	private final Backend backend;

	Exchange(InputStream in, OutputStream out, Backend backend) {
		this.in = in;
		this.out = out;
		this.backend = backend;
	}

	/** Returns whether the connection can be used again. */
	boolean serve(RequestLine line, HeadReader reader) throws IOException {
		RequestTarget target = RequestTarget.of(line);
		FaultPlan plan = this.backend.faults().planFor(target);
		Journal.Entry entry = this.backend.journal().arrived(target);
		if (plan.has(FaultAction.ResetBeforeHeaders.class)) {
			entry.end(Map.of(), 0, 0);
			throw new CutConnection("Reset before the headers");
		}
		Map<String, String> headers = reader.headers();
		BodyFaults bodyFaults = new BodyFaults(plan);
		RequestBody body = new RequestBody(this.in, this.out, Framing.of(headers), bodyFaults);
		String id = HexFormat.of().withUpperCase().toHexDigits(entry.sequence());
		S3Request request = new S3Request(id, target, headers, body);
		try {
			Answer answer = answer(request, plan, bodyFaults.cut());
			boolean reusable = body.settle() && request.keepsAlive(line);
			beforeAnswering(plan);
			entry.end(headers, body.received(), plan.losesAnswer() ? 0 : answer.status());
			write(answer, plan, new AnswerWriter(this.out, line.method().equals("HEAD"), reusable));
			return reusable;
		}
		catch (IOException ex) {
			entry.end(headers, body.received(), 0);
			throw ex;
		}
	}

	private Answer answer(S3Request request, FaultPlan plan, boolean cut) throws IOException {
		plan.all(FaultAction.Hook.class).forEach((hook) -> run(hook.work()));
		FaultAction.StrangersPage page = plan.first(FaultAction.StrangersPage.class);
		if (page != null) {
			return Answer.strangersPage(page.status());
		}
		if (plan.has(FaultAction.NotToBeAsked.class) && request.headers().containsKey("expect")) {
			return Answer.empty(417);
		}
		Answer answer;
		try {
			if (cut) {
				request.body().drain();
			}
			answer = carryOut(request, plan);
		}
		catch (S3Error ex) {
			answer = Answer.error(ex, request);
		}
		catch (RuntimeException ex) {
			this.backend.failures().add(ex);
			answer = Answer.error(new S3Error(500, "InternalError", "The stub failed: " + ex), request);
		}
		answer = answer.with("server", "AmazonS3")
			.with("date", S3Time.inHeader(this.backend.store().now()))
			.with("x-amz-request-id", request.id());
		for (FaultAction.Reword reword : plan.all(FaultAction.Reword.class)) {
			answer = reword.change().apply(answer);
		}
		return answer;
	}

	private Answer carryOut(S3Request request, FaultPlan plan) throws IOException {
		OutsideWorld outside = new OutsideWorld(this.backend.store());
		if (plan.has(FaultAction.Vanish.class)) {
			outside.vanish(request.target());
		}
		if (plan.has(FaultAction.CompletedBySomeoneElse.class)) {
			outside.complete(request.target());
		}
		FaultAction.AnswerInstead instead = plan.first(FaultAction.AnswerInstead.class);
		if (instead != null && instead.status() < 400) {
			return Answer.empty(instead.status());
		}
		if (instead != null) {
			throw new S3Error(instead.status(), instead.code(), "Scripted by the test");
		}
		FaultAction.AnswerFromRegion elsewhere = plan.first(FaultAction.AnswerFromRegion.class);
		if (elsewhere != null) {
			return Answer.fromRegion(elsewhere, request);
		}
		FaultAction.OkWithErrorBody okWithError = plan.first(FaultAction.OkWithErrorBody.class);
		if (okWithError != null) {
			return Answer.error(200, new S3Error(200, okWithError.code(), "Scripted by the test"), request);
		}
		if (plan.has(FaultAction.AbortLeavesParts.class)) {
			return this.backend.service().abortLeavingParts(request);
		}
		S3Request seen = request;
		for (FaultAction.IgnoreHeaders ignored : plan.all(FaultAction.IgnoreHeaders.class)) {
			seen = seen.without(ignored.names());
		}
		for (FaultAction.IgnoreQuery ignored : plan.all(FaultAction.IgnoreQuery.class)) {
			seen = seen.withoutQuery(ignored.names());
		}
		for (FaultAction.ShortPages pages : plan.all(FaultAction.ShortPages.class)) {
			seen = seen.withQuery("max-uploads", Integer.toString(pages.entries()));
		}
		return this.backend.service().handle(seen);
	}

	private void beforeAnswering(FaultPlan plan) throws IOException {
		plan.all(FaultAction.HookWhenDone.class).forEach((hook) -> run(hook.work()));
		for (FaultAction.Delay delay : plan.all(FaultAction.Delay.class)) {
			Waits.during(delay.duration());
		}
	}

	private static void write(Answer answer, FaultPlan plan, AnswerWriter writer) throws IOException {
		FaultAction.WhiteSpace whiteSpace = plan.first(FaultAction.WhiteSpace.class);
		if (plan.has(FaultAction.DoneButAnswerLost.class)) {
			throw new CutConnection("Reset before the answer, which is done");
		}
		else if (plan.has(FaultAction.ResetInAnswer.class)) {
			writer.writeHalf(answer);
		}
		else if (whiteSpace != null && answer.status() == 200 && answer.content().length() > 0) {
			writer.writeAfterWhiteSpace(answer, whiteSpace.duration());
		}
		else {
			writer.write(answer);
		}
	}

	private void run(Runnable hook) {
		try {
			hook.run();
		}
		catch (RuntimeException | AssertionError ex) {
			this.backend.failures().add(ex);
		}
	}

}
