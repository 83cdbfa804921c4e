package dev.longhaul.stub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.postoffice.Binding;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/**
 * A real Artemis broker with its journal on the disk, that can be stopped and started
 * again. It takes for poison what came back as rarely as the documentation allows.
 */
public final class ArtemisBroker implements AfterAllCallback {

	public static final String USER = "ranger";

	public static final String PASSWORD = "another secret of the tests";

	private final Path data;

	private final int port;

	private ActiveMQServer running;

	private ArtemisBroker(Path data, int port) {
		this.data = data;
		this.port = port;
		this.running = start(data, port);
	}

	/**
	 * A broker for a class of tests, without queues; those that are asked for are made.
	 */
	public static ArtemisBroker begin() {
		try {
			return new ArtemisBroker(Files.createTempDirectory("artemis"), QuietPort.find());
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static ActiveMQServer start(Path data, int port) {
		// without it the journal of this version cannot be opened again on JDK 25
		System.setProperty("io.netty.noUnsafe", "false");
		try {
			Configuration configuration = new ConfigurationImpl().setJournalType(JournalType.NIO)
				.setJournalDirectory(data.resolve("journal").toString())
				.setBindingsDirectory(data.resolve("bindings").toString())
				.setPagingDirectory(data.resolve("paging").toString())
				.setLargeMessagesDirectory(data.resolve("large").toString())
				.setJournalFileSize(1 << 20)
				.addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port)
				.addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(5));
			ActiveMQServer server = new ActiveMQServerImpl(configuration, new OneUser());
			server.start();
			if (!server.isActive()) {
				throw new IllegalStateException("the broker did not start at port " + port + "; its log tells why");
			}
			return server;
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	public String url() {
		return "tcp://127.0.0.1:" + this.port;
	}

	public int port() {
		return this.port;
	}

	/** The settings of a process that uses it. */
	public Map<String, String> settings() {
		return Map.of("longhaul.cluster.queue.url", url(), "longhaul.cluster.queue.user", USER,
				"longhaul.cluster.queue.password", PASSWORD);
	}

	/** The requests that are in it, be they on loan or not. */
	public long messages() {
		return this.running.getTotalMessageCount();
	}

	/** Loses what is in it, as nobody should. */
	public void lose() {
		try {
			for (Binding binding : this.running.getPostOffice().getAllBindings().toList()) {
				if (binding instanceof QueueBinding queue && binding.getUniqueName().toString().contains("ranges")) {
					queue.getQueue().deleteAllReferences();
				}
			}
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Makes a queue that takes messages and gives none, as an operator can by a console.
	 */
	public void pause(String queue) {
		try {
			this.running.createQueue(QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST)).pause();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	/** Cuts all connections and ends. */
	public void stop() {
		try {
			this.running.stop();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	/** Starts again, at the same port and with the same data. */
	public void start() {
		this.running = start(this.data, this.port);
	}

	@Override
	public void afterAll(ExtensionContext context) throws IOException {
		stop();
		FileSystemUtils.deleteRecursively(this.data);
	}

	/** Lets in one user, who may do what the documentation says that he has to. */
	private static final class OneUser implements ActiveMQSecurityManager {

		private static final Set<CheckType> ALLOWED = EnumSet.of(CheckType.SEND, CheckType.CONSUME,
				CheckType.CREATE_ADDRESS, CheckType.CREATE_DURABLE_QUEUE);

		@Override
		public boolean validateUser(String user, String password) {
			return USER.equals(user) && PASSWORD.equals(password);
		}

		@Override
		public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
			return validateUser(user, password) && ALLOWED.contains(checkType);
		}

	}

}
