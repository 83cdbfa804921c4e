package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * Whether others can listen in on a connection. On the loopback nobody can.
 */
public final class PlainHttp {

	private PlainHttp() {
	}

	public static boolean isOverheard(@Nullable String scheme, @Nullable String host) {
		String name = String.valueOf(host);
		boolean here = name.equals("localhost") || name.equals("[::1]") || name.equals("::1")
				|| name.matches("127(\\.\\d{1,3}){3}");
		return "http".equalsIgnoreCase(scheme) && !here;
	}

}
