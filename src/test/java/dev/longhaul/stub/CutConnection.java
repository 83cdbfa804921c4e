package dev.longhaul.stub;

import java.io.IOException;

/**
 * A fault that ends the connection with a TCP reset.
 */
final class CutConnection extends IOException {

	CutConnection(String fault) {
		super(fault);
	}

}
