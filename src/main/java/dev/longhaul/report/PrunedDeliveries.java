package dev.longhaul.report;

import java.time.Instant;

/**
 * Deliveries whose uploads were pruned.
 *
 * @param files of each only the last delivery is known
 * @param last when the newest of them was proved
 */
public record PrunedDeliveries(long files, Instant last) {

}
