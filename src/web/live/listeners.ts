export type Listeners<T> = {
	/** Gives the function that stops it. */
	readonly add: (listener: (value: T) => void) => () => void;
	readonly tell: (value: T) => void;
};

export function openListeners<T>(): Listeners<T> {
	// Each `add` is an entry of its own: the same function may be added twice, and each stop stops one.
	const entries = new Set<{ readonly listener: (value: T) => void }>();
	return {
		add(listener) {
			const entry = { listener };
			entries.add(entry);
			return () => {
				entries.delete(entry);
			};
		},
		tell(value) {
			for (const { listener } of [...entries]) {
				try {
					listener(value);
				} catch (error) {
					// One listener's mistake must not stop the others, or the stream; the browser still hears of it.
					reportError(error);
				}
			}
		},
	};
}
