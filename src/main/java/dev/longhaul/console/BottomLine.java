package dev.longhaul.console;

import java.io.IOError;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;

/**
 * The last line of a terminal, where a bar is drawn. What others write meanwhile are
 * lines above it: the bar is erased for them, and drawn again below.
 */
final class BottomLine extends ConsoleProgressBarConsumer {

	private static final String ERASE = "\r\u001b[K";

	/** Of a terminal that does not tell it. */
	private static final int WIDTH = 80;

	private final PrintStream terminal;

	private String bar = "";

	/** Whether what another wrote has not ended its line yet. */
	private boolean lineOpen;

	BottomLine(PrintStream terminal) {
		super(terminal);
		this.terminal = terminal;
	}

	/** Asked before each drawing, and by JLine of the terminal, which may be closed. */
	@Override
	public int getMaxRenderedLength() {
		try {
			return super.getMaxRenderedLength();
		}
		catch (IOError ex) {
			return WIDTH; // nobody sees it, and the run must not fail of it
		}
	}

	@Override
	public synchronized void accept(String rendered) {
		this.bar = rendered;
		draw();
	}

	private void draw() {
		if (!this.bar.isEmpty() && !this.lineOpen) {
			super.accept(this.bar);
			this.terminal.flush();
		}
	}

	/** The bar stays as it is, and lines are written below it. */
	@Override
	public synchronized void close() {
		this.bar = "";
		super.close();
	}

	/**
	 * For those who write lines.
	 * @param out to the same terminal
	 */
	PrintStream above(PrintStream out) {
		return new PrintStream(new OutputStream() {

			@Override
			public void write(int octet) {
				write(new byte[] { (byte) octet }, 0, 1);
			}

			@Override
			public void write(byte[] bytes, int offset, int length) {
				if (length > 0) {
					writeAbove(out, bytes, offset, length);
				}
			}

			@Override
			public void flush() {
				out.flush();
			}

		}, true, StandardCharsets.UTF_8);
	}

	private synchronized void writeAbove(PrintStream out, byte[] bytes, int offset, int length) {
		if (!this.bar.isEmpty() && !this.lineOpen) {
			this.terminal.print(ERASE);
			this.terminal.flush();
		}
		out.write(bytes, offset, length);
		out.flush();
		this.lineOpen = bytes[offset + length - 1] != '\n';
		draw();
	}

}
