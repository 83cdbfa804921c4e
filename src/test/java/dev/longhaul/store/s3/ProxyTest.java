package dev.longhaul.store.s3;

import java.util.Map;
import java.util.Optional;

import dev.longhaul.store.MachineUnfit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A machine's proxy is read as curl and the other AWS tools read it.
 */
class ProxyTest {

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			http://proxy:3128,                 proxy:3128, -,     -
			http://proxy,                      proxy:80,   -,     -
			https://proxy,                     proxy:443,  -,     -
			proxy:3128,                        proxy:3128, -,     -
			http://night:p%40ss:w%2Frd@proxy:1, proxy:1,   night, p@ss:w/rd
			""")
	void is_an_address_with_perhaps_a_name_and_a_password(String value, String shown, @Nullable String user,
			@Nullable String password) {
		Proxy proxy = Proxy.of("https", variables(Map.of("https_proxy", value))).orElseThrow();

		assertThat(proxy).hasToString(shown);
		assertThat(proxy.user()).isEqualTo(user);
		assertThat(proxy.password()).isEqualTo(password);
		assertThat(proxy.configuration().host()).isEqualTo("proxy");
	}

	@Test
	void is_that_of_the_scheme() {
		Proxy.Settings settings = variables(Map.of("https_proxy", "http://a:1", "http_proxy", "http://b:2"));

		assertThat(Proxy.of("https", settings)).hasToString("Optional[a:1]");
		assertThat(Proxy.of("http", settings)).hasToString("Optional[b:2]");
		assertThat(Proxy.of("https", variables(Map.of("http_proxy", "http://b:2")))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://night:hush-hush@pro xy:1", "socks5://hush-hush@proxy:1", "http://",
			"http://night:hush-hush%zz@proxy:1" })
	void is_refused_without_its_password(String value) {
		Proxy.Settings settings = variables(Map.of("https_proxy", value));

		assertThatExceptionOfType(MachineUnfit.class).isThrownBy(() -> Proxy.of("https", settings))
			.withMessageStartingWith("HTTPS_PROXY is no address of a proxy")
			.withMessageNotContaining("hush-hush")
			.withNoCause();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			store.example.com           | store.example.com         | false
			store.example.com           | bucket.store.example.com  | false
			.example.com                | bucket.store.example.com  | false
			*.example.com               | store.EXAMPLE.com         | false
			example.com                 | notexample.com            | true
			a.b, example.com:443 ,x     | example.com               | false
			*                           | anything                  | false
			storeXexample.com           | store.example.com         | true
			''                          | store.example.com         | true
			[::1]                       | [::1]                     | false
			[::1]:9000                  | ::1                       | false
			::1                         | [::1]                     | false
			fd00::10                    | fd00::10                  | false
			fd00::10                    | [fd00::11]                | true
			10.0.0.1:443                | 10.0.0.1                  | false
			""")
	void is_not_for_the_hosts_that_are_excepted(String except, String host, boolean proxied) {
		Proxy proxy = Proxy.of("https", variables(Map.of("https_proxy", "http://proxy:1", "no_proxy", except)))
			.orElseThrow();

		assertThat(proxy.isFor(host)).isEqualTo(proxied);
	}

	@Test
	void is_none_where_nothing_is_said() {
		assertThat(Proxy.of("https", variables(Map.of()))).isEqualTo(Optional.empty());
	}

	private static Proxy.Settings variables(Map<String, String> variables) {
		return new Proxy.Settings() {

			@Override
			public @Nullable String property(String name) {
				return null;
			}

			@Override
			public @Nullable String variable(String name) {
				return variables.get(name);
			}

		};
	}

}
