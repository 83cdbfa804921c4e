package dev.longhaul.repository.request;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.home.Owner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the owner of the home to carry out a command.
 */
public final class OwnerClient {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** An owner that lives says at once that it has heard. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Home home;

	public OwnerClient(Home home) {
		this.home = home;
	}

	/**
	 * Asks, and passes on what the owner prints.
	 * @param accepted told of the owner once it is at it
	 * @return the exit code; nothing if there is no owner any more that takes requests
	 * @throws OwnerGone if it ended before it had answered to the end
	 */
	public Optional<Integer> ask(OwnerRequest request, Consumer<String> out, Consumer<String> err,
			Consumer<AskedProcess> accepted) throws InterruptedException {
		Optional<Owner> owner = Owner.of(this.home).filter(Owner::takesRequests);
		if (owner.isEmpty()) {
			return Optional.empty();
		}
		Optional<HttpResponse<InputStream>> response = send(request, owner.get());
		if (response.isEmpty()) {
			return Optional.empty();
		}
		accepted.accept(new AskedProcess(owner.get().pid(), owner.get().command()));
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(response.get().body(), StandardCharsets.UTF_8))) {
			return Optional.of(passOn(lines, out, err, owner.get()));
		}
		catch (IOException | JacksonException ex) {
			throw new OwnerGone(this.home, owner.get());
		}
	}

	private Optional<HttpResponse<InputStream>> send(OwnerRequest request, Owner owner) throws InterruptedException {
		HttpRequest post = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(owner.requestPort(), RequestServer.PATH)))
			.timeout(PATIENCE)
			.header("Authorization", "Bearer " + owner.requestPassword())
			.POST(BodyPublishers.ofString(JSON.writeValueAsString(request)))
			.build();
		try {
			HttpResponse<InputStream> response = HttpClient.newHttpClient().send(post, BodyHandlers.ofInputStream());
			return (response.statusCode() == 200) ? Optional.of(response) : Optional.empty();
		}
		catch (IOException ex) {
			return Optional.empty(); // just ending
		}
	}

	private int passOn(BufferedReader lines, Consumer<String> out, Consumer<String> err, Owner owner)
			throws IOException {
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			OwnerAnswer answer = JSON.readValue(line, OwnerAnswer.class);
			if (answer.exitCode() != null) {
				return answer.exitCode();
			}
			if (answer.out() != null) {
				out.accept(answer.out());
			}
			if (answer.err() != null) {
				err.accept(answer.err());
			}
		}
		throw new OwnerGone(this.home, owner);
	}

}
