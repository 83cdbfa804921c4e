package dev.longhaul.cluster;

import org.springframework.integration.jdbc.store.channel.PostgresChannelMessageStoreQueryProvider;

/**
 * Polls in the order of the server's sequence alone. By the time of creation, as the
 * original has it, a manager whose clock is slow would always come first.
 */
final class InOrderOfSequence extends PostgresChannelMessageStoreQueryProvider {

	@Override
	public String getPollFromGroupQuery() {
		return bySequence(super.getPollFromGroupQuery());
	}

	@Override
	public String getPollFromGroupExcludeIdsQuery() {
		return bySequence(super.getPollFromGroupExcludeIdsQuery());
	}

	private static String bySequence(String query) {
		return query.replace("CREATED_DATE, MESSAGE_SEQUENCE", "MESSAGE_SEQUENCE");
	}

}
