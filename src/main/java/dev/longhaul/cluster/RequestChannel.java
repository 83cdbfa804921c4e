package dev.longhaul.cluster;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.PollableChannel;

/**
 * A channel of an engine that answers at once.
 */
record RequestChannel(Consumer<Message<?>> asking, Supplier<@Nullable Message<?>> taking) implements PollableChannel {

	@Override
	public boolean send(Message<?> message, long timeout) {
		this.asking.accept(message);
		return true;
	}

	@Override
	public @Nullable Message<?> receive() {
		return this.taking.get();
	}

	@Override
	public @Nullable Message<?> receive(long timeout) {
		return this.taking.get();
	}

}
