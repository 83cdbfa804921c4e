package dev.longhaul;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * In every session of a test a thread that holds a connection to the repository and asks
 * for a second one fails. Where all threads do that at once none gets it, and HSQLDB's
 * checkpoint waits for the first one's transaction and lets no other begin.
 */
public final class OneConnectionAThread
		implements ApplicationContextInitializer<ConfigurableApplicationContext>, BeanPostProcessor {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		context.getBeanFactory().addBeanPostProcessor(this);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (bean instanceof LazyConnectionDataSourceProxy lazy && lazy.getTargetDataSource() != null) {
			lazy.setTargetDataSource(new Watched(lazy.getTargetDataSource()));
		}
		return bean;
	}

	private static final class Watched extends DelegatingDataSource {

		/** Where the connection was asked for. */
		private final Map<Thread, IllegalStateException> held = new ConcurrentHashMap<>();

		Watched(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			Thread thread = Thread.currentThread();
			IllegalStateException first = this.held.get(thread);
			if (first != null) {
				throw new IllegalStateException("a second connection for one thread", first);
			}
			Connection connection = super.getConnection();
			this.held.put(thread, new IllegalStateException("the first one"));
			return (Connection) Proxy.newProxyInstance(Watched.class.getClassLoader(),
					new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
						switch (method.getName()) {
							case "close" -> this.held.remove(thread);
							case "prepareStatement" -> AskedStatements.note((String) arguments[0]);
							default -> {
							}
						}
						try {
							return method.invoke(connection, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

	}

}
