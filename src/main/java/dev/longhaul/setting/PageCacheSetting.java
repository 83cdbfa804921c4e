package dev.longhaul.setting;

import java.util.List;
import java.util.Locale;

import dev.longhaul.definition.InvalidDefinition;
import dev.longhaul.source.PageCache;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Whether what was sent stays in the page cache, {@code longhaul.page-cache}.
 */
public final class PageCacheSetting {

	private static final String NAME = "longhaul.page-cache";

	private PageCacheSetting() {
	}

	/**
	 * Reads the setting.
	 * @throws InvalidDefinition saying what is wrong, and where
	 */
	public static PageCache in(ConfigurableEnvironment environment) {
		String value = environment.getRequiredProperty(NAME);
		try {
			return PageCache.valueOf(value.strip().toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidDefinition(List.of("%s%s '%s' is unknown; write drop or keep"
				.formatted(SettingOrigin.of(environment, NAME), NAME, value)));
		}
	}

}
