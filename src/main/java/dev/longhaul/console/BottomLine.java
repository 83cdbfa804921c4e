package dev.longhaul.console;

import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The last line of a terminal, where a bar is drawn. What others write meanwhile are
 * lines above it: the bar is erased for them, and drawn again below.
 */
final class BottomLine extends ConsoleProgressBarConsumer {

	private static final String ERASE = "\r\u001b[K";

	/** Of a terminal that does not tell it. */
	private static final int WIDTH = 80;

	private static final int NARROWEST = 10;

	private final PrintStream terminal;

	private @Nullable Terminal screen;

	private String bar = "";

	/** Whether what another wrote has not ended its line yet. */
	private boolean lineOpen;

	BottomLine(PrintStream terminal) {
		super(terminal);
		this.terminal = terminal;
	}

	/**
	 * Asked before each drawing. A terminal by the progress bar's own way would give
	 * SIGINT back to the JVM, which dies of it: then Control-C would be a kill.
	 */
	@Override
	public int getMaxRenderedLength() {
		try {
			if (this.screen == null) {
				this.screen = TerminalBuilder.builder().dumb(true).nativeSignals(false).build();
			}
			int width = this.screen.getWidth();
			return (width >= NARROWEST) ? width - 1 : WIDTH;
		}
		catch (IOError | IOException ex) {
			return WIDTH; // it is closed: nobody sees it, and the run must not fail of it
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
		Terminal asked = this.screen;
		this.screen = null;
		if (asked != null) {
			try {
				asked.close();
			}
			catch (IOError | IOException ex) {
				// it is closed already
			}
		}
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
