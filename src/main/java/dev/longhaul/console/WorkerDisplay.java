package dev.longhaul.console;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.longhaul.cluster.RangeEvent;

/**
 * What a worker does: one line a range; in words not again why a file is not sent.
 */
public final class WorkerDisplay {

	private final PrintStream out;

	private final boolean json;

	WorkerDisplay(PrintStream out, boolean json) {
		this.out = out;
		this.json = json;
	}

	/** It is up. */
	public void begins(String name, int partsAtOnce) {
		if (!this.json) {
			this.out.println("worker %s is up, %s at once".formatted(name, Amounts.count(partsAtOnce, "range")));
		}
	}

	/** A range has ended here. */
	public void ended(RangeEvent range) {
		if (this.json) {
			Map<String, Object> fields = new LinkedHashMap<>();
			fields.put("event", "range");
			fields.put("result", range.result().toString());
			fields.put("upload", range.upload());
			fields.put("file", range.file());
			fields.put("first", range.first());
			fields.put("last", range.last());
			fields.put("message", range.message());
			fields.put("again", range.again());
			new JsonLines(this.out).print(fields);
		}
		else if (!range.again()) {
			line(range);
		}
	}

	private void line(RangeEvent range) {
		String line = "%s  upload %d, %s of %s".formatted(range.result().toString().replace('_', ' '), range.upload(),
				range.parts(), Amounts.printable(range.file()));
		this.out.println(range.message().isEmpty() ? line : line + ": " + Amounts.printable(range.message()));
	}

}
