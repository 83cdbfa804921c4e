package dev.longhaul.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * The places in a cloud that give temporary credentials: instance metadata, a container's
 * endpoint, STS and SSO. The stub takes what they give, with its token.
 */
public final class FakeCloud implements AutoCloseable {

	private static final String IMDS_TOKEN = "imds-token";

	private final AtomicInteger issued = new AtomicInteger();

	private final List<String> asked = new CopyOnWriteArrayList<>();

	private final AtomicInteger requests = new AtomicInteger();

	private final HttpServer server;

	private final StrictS3 s3;

	private volatile Duration lifetime = Duration.ofHours(1);

	private volatile @Nullable Refusal refusal;

	private volatile boolean frozen;

	private FakeCloud(HttpServer server, StrictS3 s3) {
		this.server = server;
		this.s3 = s3;
	}

	public static FakeCloud beside(StrictS3 s3) {
		try {
			HttpServer server = HttpServer
				.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), 0), 0);
			FakeCloud cloud = new FakeCloud(server, s3);
			server.createContext("/", cloud::answer);
			server.start();
			return cloud;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public URI at(String path) {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + path);
	}

	/** What was asked for, such as {@code AssumeRole arn:… corp-7 dumps}. */
	public List<String> asked() {
		return List.copyOf(this.asked);
	}

	/** How many requests came, refused ones too. */
	public int requests() {
		return this.requests.get();
	}

	/** The id of those that were given last. */
	public String latestKeyId() {
		return "ASIA" + this.issued.get();
	}

	/** How long what is given from now on holds, as is said with it. */
	public void lifetime(Duration time) {
		this.lifetime = time;
	}

	/** Gives the same again from now on, whatever has become of them. */
	public void freeze() {
		this.frozen = true;
	}

	/** Refuses with this code from now on. */
	public void refuse(String code) {
		refuse(403, code);
	}

	public void refuse(int status, String code) {
		this.refusal = new Refusal(status, code);
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.requests.incrementAndGet();
		try (exchange) {
			String path = exchange.getRequestURI().getPath();
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			Refusal refused = this.refusal;
			if (refused != null) {
				send(exchange, refused.status, "<ErrorResponse><Error><Type>Sender</Type><Code>" + refused.code
						+ "</Code><Message>Scripted by the test</Message></Error></ErrorResponse>");
			}
			else if (path.startsWith("/latest/")) {
				metadata(exchange, path.substring("/latest/".length()));
			}
			else if (path.equals("/container")) {
				this.asked.add("container " + exchange.getRequestHeaders().getFirst("Authorization"));
				send(exchange, 200, json("Token"));
			}
			else if (path.equals("/federation/credentials")) {
				this.asked.add("SSO " + exchange.getRequestHeaders().getFirst("x-amz-sso_bearer_token"));
				Issued given = issue();
				send(exchange, 200, """
						{"roleCredentials": {"accessKeyId": "%s", "secretAccessKey": "secret", "sessionToken": "%s",
						 "expiration": %d}}""".formatted(given.id, given.token, given.until.toEpochMilli()));
			}
			else {
				sts(exchange, parameters(body));
			}
		}
	}

	private void metadata(HttpExchange exchange, String what) throws IOException {
		boolean put = exchange.getRequestMethod().equals("PUT");
		if (what.equals("api/token") && put) {
			send(exchange, 200, IMDS_TOKEN);
		}
		else if (!IMDS_TOKEN.equals(exchange.getRequestHeaders().getFirst("x-aws-ec2-metadata-token"))) {
			send(exchange, 401, "");
		}
		else if (what.equals("meta-data/iam/security-credentials/")) {
			send(exchange, 200, "instance-role");
		}
		else if (what.equals("meta-data/iam/security-credentials/instance-role")) {
			this.asked.add("IMDS");
			send(exchange, 200, json("Token"));
		}
		else {
			send(exchange, 404, "");
		}
	}

	private void sts(HttpExchange exchange, Map<String, String> parameters) throws IOException {
		String action = parameters.getOrDefault("Action", "");
		this.asked.add(List.of("Action", "RoleArn", "ExternalId", "RoleSessionName", "WebIdentityToken")
			.stream()
			.map(parameters::get)
			.filter((value) -> value != null)
			.collect(Collectors.joining(" ")));
		Issued given = issue();
		send(exchange, 200, """
				<%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%1$sResult>
				<Credentials><AccessKeyId>%2$s</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
				<SessionToken>%3$s</SessionToken><Expiration>%4$s</Expiration></Credentials>
				<AssumedRoleUser><Arn>%5$s</Arn><AssumedRoleId>AROA:x</AssumedRoleId></AssumedRoleUser>
				</%1$sResult></%1$sResponse>""".formatted(action, given.id, given.token, given.until,
				parameters.get("RoleArn")));
	}

	private String json(String tokensName) {
		Issued given = issue();
		return """
				{"Code": "Success", "AccessKeyId": "%s", "SecretAccessKey": "secret", "%s": "%s", "Expiration": "%s"}"""
			.formatted(given.id, tokensName, given.token, given.until);
	}

	private Issued issue() {
		int number = (this.frozen && this.issued.get() > 0) ? this.issued.get() : this.issued.incrementAndGet();
		Issued given = new Issued("ASIA" + number, "token/of+" + number,
				Instant.now().plus(this.lifetime).truncatedTo(ChronoUnit.SECONDS));
		if (!this.frozen) {
			this.s3.allowCredentials(given.id, given.token);
		}
		return given;
	}

	private static Map<String, String> parameters(String form) {
		return Arrays.stream(form.split("&"))
			.map((pair) -> pair.split("=", 2))
			.filter((pair) -> pair.length == 2)
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
	}

	private static void send(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		exchange.getResponseBody().write(bytes);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private record Issued(String id, String token, Instant until) {

	}

	private record Refusal(int status, String code) {

	}

}
