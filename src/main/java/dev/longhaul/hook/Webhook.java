package dev.longhaul.hook;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLException;

import dev.longhaul.definition.WebhookSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryTemplate;

/**
 * A web address: the event goes there by POST, again and again while the other side may
 * recover. Address and secret are never told.
 */
final class Webhook implements Hook {

	private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

	/** HTTP/2 would begin with an offer in clear text that old servers stumble over. */
	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.followRedirects(HttpClient.Redirect.NEVER)
		.connectTimeout(LONGEST_ANSWER)
		.build();

	private final WebhookSettings settings;

	private final Duration limit;

	private final Duration firstPause;

	/**
	 * A webhook.
	 * @param limit for all tries
	 * @param firstPause before the second try; the others grow
	 */
	Webhook(WebhookSettings settings, Duration limit, Duration firstPause) {
		this.settings = settings;
		this.limit = limit;
		this.firstPause = firstPause;
	}

	@Override
	public void call(HookEvent event) throws HookFailed, InterruptedException {
		try (EventBody json = EventBody.of(event)) {
			tell(request(event, json));
		}
		catch (IOException ex) {
			throw HookFailed.withoutFile("the webhook at " + place(), ex);
		}
	}

	private void tell(HttpRequest request) throws HookFailed, InterruptedException {
		try {
			new RetryTemplate(new WebhookRetries(this.limit, this.firstPause)).execute(() -> post(request));
		}
		catch (RetryException ex) {
			if (Thread.interrupted() || ex.getLastException() instanceof InterruptedException) {
				throw new InterruptedException();
			}
			throw new HookFailed("the webhook at %s %s at try %d".formatted(place(), why(ex.getLastException()),
					ex.getRetryCount() + 1), ex);
		}
	}

	private HttpRequest request(HookEvent event, EventBody json) throws HookFailed, IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.settings.address())
			.timeout((this.limit.compareTo(LONGEST_ANSWER) < 0) ? this.limit : LONGEST_ANSWER)
			.header("Content-Type", "application/json")
			.header("User-Agent", "longhaul")
			.header("Idempotency-Key", event.key())
			.POST(json.publisher());
		Path file = this.settings.secret();
		String header = this.settings.header();
		if (file != null && header != null) {
			try {
				request.header(header, secret(file));
			}
			catch (IllegalArgumentException ex) {
				// its message repeats the secret
				throw new HookFailed("the first line of %s cannot be the value of a header".formatted(file));
			}
		}
		return request.build();
	}

	/** Read at each event: a secret may be renewed meanwhile. */
	private static String secret(Path file) throws HookFailed {
		try {
			List<String> lines = Files.readAllLines(file);
			if (lines.isEmpty() || lines.get(0).isBlank()) {
				throw new HookFailed("the first line of %s is empty; it is the secret of the webhook".formatted(file));
			}
			return lines.get(0).strip();
		}
		catch (IOException ex) {
			throw new HookFailed("%s cannot be read; its first line is the secret of the webhook".formatted(file), ex);
		}
	}

	/**
	 * Nobody waits for the body of the answer: the client's time-out does not hold for
	 * it.
	 */
	private int post(HttpRequest request) throws IOException, InterruptedException, WebhookRefused {
		HttpResponse<InputStream> answer = this.client.send(request, BodyHandlers.ofInputStream());
		answer.body().close();
		if (answer.statusCode() / 100 != 2) {
			throw new WebhookRefused(answer.statusCode(), answer.headers().firstValue("Retry-After").orElse(""));
		}
		return answer.statusCode();
	}

	/** Words of exceptions might repeat the address; those of TLS name the host alone. */
	private static String why(@Nullable Throwable failure) {
		if (failure instanceof WebhookRefused refused) {
			return "answered " + refused.status();
		}
		if (failure instanceof HttpTimeoutException) {
			return "did not answer in time";
		}
		if (failure instanceof ConnectException) {
			boolean unknown = NestedExceptionUtils.getMostSpecificCause(failure) instanceof UnresolvedAddressException;
			return "could not be reached (%s)"
				.formatted(unknown ? "this machine's DNS does not know it" : "nobody answers there");
		}
		return (failure instanceof SSLException) ? "could not be reached by TLS (%s)".formatted(failure.getMessage())
				: "broke off before it had answered";
	}

	private String place() {
		URI address = this.settings.address();
		return address.getScheme() + "://" + address.getHost();
	}

}
