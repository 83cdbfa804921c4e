package dev.longhaul.stub;

import org.jspecify.annotations.Nullable;

/**
 * Which requests a fault is for.
 *
 * @param op null for every operation
 * @param key null for every key
 * @param part 0 for every part
 */
record FaultMatch(@Nullable Op op, @Nullable String key, int part) {

	boolean matches(RequestTarget target) {
		boolean sameOp = this.op == null || this.op == target.op();
		boolean sameKey = this.key == null || this.key.equals(target.key());
		boolean samePart = this.part == 0 || this.part == target.partNumber();
		return sameOp && sameKey && samePart;
	}

}
