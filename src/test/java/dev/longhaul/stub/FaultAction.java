package dev.longhaul.stub;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/**
 * What a fault does to a request.
 */
sealed interface FaultAction {

	/**
	 * Settles what comes of the request; one request meets one of these at most.
	 */
	sealed interface Outcome extends FaultAction {

	}

	/**
	 * Goes along with whatever comes of the request; all that match apply.
	 */
	sealed interface Companion extends FaultAction {

	}

	record AnswerInstead(int status, String code) implements Outcome {
	}

	record AnswerFromRegion(int status, String code, String region) implements Outcome {
	}

	record OkWithErrorBody(String code) implements Outcome {
	}

	record StrangersPage(int status) implements Outcome {
	}

	record NotToBeAsked() implements Companion {
	}

	record SilentWhenAsked() implements Companion {
	}

	record AbortLeavesParts() implements Outcome {
	}

	record ResetBeforeHeaders() implements Outcome {
	}

	record ResetInBody(long afterBytes) implements Outcome {
	}

	record ResetBeforeAnswer() implements Outcome {
	}

	record DoneButAnswerLost() implements Outcome {
	}

	record ResetInAnswer() implements Outcome {
	}

	record Hook(Runnable work) implements Companion {
	}

	record HookWhenDone(Runnable work) implements Companion {
	}

	record Delay(Duration duration) implements Companion {
	}

	record SlowRead(long bytesPerSecond) implements Companion {
	}

	record StallInBody(long afterBytes, CountDownLatch released) implements Companion {
	}

	record WhiteSpace(Duration duration) implements Companion {
	}

	record IgnoreHeaders(Set<String> names) implements Companion {
	}

	record IgnoreQuery(Set<String> names) implements Companion {
	}

	record ShortPages(int entries) implements Companion {
	}

	record DamageBody() implements Companion {
	}

	record Reword(UnaryOperator<Answer> change) implements Companion {
	}

	record Vanish() implements Companion {
	}

	record CompletedBySomeoneElse() implements Companion {
	}

}
