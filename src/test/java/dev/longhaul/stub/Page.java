package dev.longhaul.stub;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * The first items of a listing, and whether there are more.
 */
record Page<T>(List<T> items, int limit, boolean truncated) {

	static <T> Page<T> of(Collection<T> all, int limit) {
		return new Page<>(all.stream().limit(limit).toList(), limit, limit > 0 && all.size() > limit);
	}

	<V> V last(Function<T, V> value, V ifNone) {
		return this.items.isEmpty() ? ifNone : value.apply(this.items.get(this.items.size() - 1));
	}

}
