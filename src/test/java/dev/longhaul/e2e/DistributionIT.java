package dev.longhaul.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The distribution as it is installed: unpacked, and started by {@code bin/longhaul}.
 */
class DistributionIT {

	@TempDir
	Path folder;

	private Path installed;

	@BeforeEach
	void unpack() throws Exception {
		Path archive = Path.of(System.getProperty("longhaul.distribution"));
		int exitCode = new ProcessBuilder("tar", "xzf", archive.toString(), "-C", this.folder.toString()).start()
			.waitFor();
		assertThat(exitCode).isZero();
		this.installed = this.folder.resolve(archive.getFileName().toString().replace(".tar.gz", ""));
	}

	@Test
	void the_first_start_makes_an_archive_by_itself_and_the_second_takes_its_classes_from_there() throws IOException {
		try (ServerSocket elsewhere = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			int port = elsewhere.getLocalPort();
			Map<String, String> environment = new HashMap<>(java());
			environment.putAll(Map.of("HTTP_PROXY", "http://127.0.0.1:" + port, "LONGHAUL_BANDWIDTH", "1KB",
					"LONGHAUL_REPOSITORY_URL", "jdbc:postgresql://127.0.0.1:" + port + "/ours", "LONGHAUL_MEMROY",
					"8MB"));
			assertThat(longhaul(environment, "--version").await().out()).startsWith("longhaul ");
			elsewhere.setSoTimeout(1);
			assertThatExceptionOfType(SocketTimeoutException.class).as("neither repository nor proxy of a real run")
				.isThrownBy(elsewhere::accept);
		}
		List<Path> made = list(this.installed.resolve("cache"));
		assertThat(made).singleElement().satisfies((archive) -> assertThat(archive).isNotEmptyFile());

		Path log = this.folder.resolve("classes.log");
		try (Site site = Site.in(this.folder)) {
			site.write("files/small", "small");
			site.file("large", 6 << 20, 1);
			Map<String, String> environment = new HashMap<>(Site.credentials());
			environment.putAll(Map.of("JAVA_HOME", home(), "LONGHAUL_JAVA_OPTIONS", "-Xlog:class+load:file=" + log));

			Ended second = longhaul(environment, "run").await();

			assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
		}
		String loaded = Files.readString(log);
		assertThat(List.of("dev.longhaul.cli.RunCommand", "dev.longhaul.job.PutTasklet",
				"dev.longhaul.job.RangeTasklet", "software.amazon.awssdk.services.s3.DefaultS3Client",
				"software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse"))
			.as("what the commands of the rehearsal need, and both its uploads")
			.allMatch((name) -> loaded.contains(" " + name + " source: shared objects file (top)"));
		assertThat(list(this.installed.resolve("cache"))).isEqualTo(made);
	}

	@Test
	void an_installation_that_cannot_be_written_has_its_archive_in_the_users_cache_and_passes_signals_on()
			throws IOException {
		Files.writeString(this.installed.resolve("cache"), "no folder, not even for root");
		Path cache = this.folder.resolve("users");
		try (Site site = Site.in(this.folder)) {
			site.define("vault", "  integrity: crc64nvme\n");
			site.write("files/one", "one");
			Map<String, String> environment = new HashMap<>(Site.credentials());
			environment.putAll(Map.of("JAVA_HOME", home(), "XDG_CACHE_HOME", cache.toString()));
			LonghaulProcess watching = longhaul(environment, "watch");
			watching.awaitStdout("files/one");
			String natively = this.installed.resolve("lib/native").toRealPath() + "/";
			assertThat(watching.libraries()).containsPattern(natively + ".*/libaws-crt-jni.so")
				.containsPattern(natively + ".*/libamazonCorrettoCryptoProvider.so")
				.containsPattern(natively + ".*/libjnidispatch.so");
			watching.terminate();
			Ended ended = watching.await();
			assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(143);
			// freed by the JVM itself, not left behind by a shell that ended before it
			assertThat(site.path(".longhaul/owner.json")).doesNotExist();
		}
		assertThat(list(cache.resolve("longhaul"))).singleElement()
			.satisfies((archive) -> assertThat(archive).isNotEmptyFile());
	}

	@Test
	void what_was_sent_leaves_the_page_cache_unless_it_is_to_be_kept(@TempDir(factory = OnDisk.class) Path onDisk)
			throws IOException {
		try (Site site = Site.in(onDisk)) {
			site.define("vault", "  integrity: crc64nvme\n");
			Path kept = site.file("kept", 12 << 20, 1);
			forceToDisk(kept);
			assertThat(send(onDisk, "-Dlonghaul.page-cache=keep").out()).contains("1 delivered");
			assertThat(isInPageCache(kept)).isTrue();

			Path sent = site.file("sent", 12 << 20, 2);
			forceToDisk(sent);
			assertThat(isInPageCache(sent)).isTrue();
			assertThat(send(onDisk, "").out()).contains("1 delivered");
			assertThat(isInPageCache(sent)).isFalse();
		}
	}

	private Ended send(Path site, String options) {
		Map<String, String> environment = new HashMap<>(Site.credentials());
		environment.putAll(Map.of("JAVA_HOME", home(), "LONGHAUL_JAVA_OPTIONS", options));
		return LonghaulProcess
			.start(site, environment, List.of(this.installed.resolve("bin/longhaul").toString(), "run"))
			.await();
	}

	@Test
	void starts_without_an_archive_where_none_can_be_kept() throws IOException {
		Path file = Files.writeString(this.installed.resolve("cache"), "no folder");
		Ended ended = longhaul(Map.of("JAVA_HOME", home(), "XDG_CACHE_HOME", file.toString()), "no-command").await();

		assertThat(ended.exitCode()).isEqualTo(2);
		assertThat(ended.err()).contains("no-command");
	}

	@Test
	void says_where_it_has_looked_for_java() throws IOException {
		Path tools = Files.createDirectory(this.folder.resolve("tools"));
		for (String tool : List.of("cat", "dirname", "head", "readlink", "sed")) {
			Files.createSymbolicLink(tools.resolve(tool), program(tool));
		}
		Ended ended = longhaul(Map.of("JAVA_HOME", "/nowhere", "PATH", tools.toString()), "--version").await();

		assertThat(ended.exitCode()).isEqualTo(3);
		assertThat(ended.err()).contains("Java 17 or newer is needed", "JAVA_HOME is /nowhere", "no java");
	}

	@Test
	void starts_with_a_heap_that_is_small_and_in_a_shell_that_looks_for_folders_elsewhere() {
		Map<String, String> environment = Map.of("JAVA_HOME", home(), "LONGHAUL_JAVA_OPTIONS", "-Xmx40m", "CDPATH",
				this.folder.toString());
		String relative = this.installed.getFileName() + "/bin/longhaul";

		Ended ended = LonghaulProcess.start(this.folder, environment, List.of("sh", relative, "--version")).await();

		assertThat(ended.exitCode()).as("%s", ended).isZero();
		assertThat(ended.out()).startsWith("longhaul ");
	}

	private LonghaulProcess longhaul(Map<String, String> environment, String... arguments) {
		List<String> command = new ArrayList<>(List.of(this.installed.resolve("bin/longhaul").toString()));
		command.addAll(List.of(arguments));
		return LonghaulProcess.start(this.folder, environment, command);
	}

	private static Map<String, String> java() {
		return Map.of("JAVA_HOME", home());
	}

	/** The JDK by which the packaged jar is tested. */
	private static String home() {
		String other = System.getProperty("longhaul.java", "");
		return other.isEmpty() ? System.getProperty("java.home")
				: String.valueOf(Path.of(other).getParent().getParent());
	}

	/** The folder for temporary files may be in memory, which is all page cache. */
	static final class OnDisk implements TempDirFactory {

		@Override
		public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
			return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "on-disk");
		}

	}

	/** What is not on disk yet cannot leave the page cache. */
	private static void forceToDisk(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.force(true);
		}
	}

	private static boolean isInPageCache(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file)) {
			return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()).isLoaded();
		}
	}

	private static Path program(String name) {
		return Stream.of("/usr/bin", "/bin")
			.map((folder) -> Path.of(folder, name))
			.filter(Files::isExecutable)
			.findFirst()
			.orElseThrow();
	}

	private static List<Path> list(Path folder) throws IOException {
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.toList();
		}
	}

}
