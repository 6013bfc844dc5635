export type Closers = {
	add(close: () => Promise<unknown>): void;
	/** In the reverse order of opening; one that fails doesn't keep the others from closing. Safe to call twice. */
	closeAll(): Promise<void>;
};

/** What was opened and has an end. */
export function openClosers(): Closers {
	const open: (() => Promise<unknown>)[] = [];
	let closing: Promise<void> | null = null;

	async function closeInOrder(): Promise<void> {
		for (let close = open.pop(); close !== undefined; close = open.pop()) await close().catch(() => {});
	}
	return {
		add: (close) => {
			open.push(close);
		},
		closeAll() {
			closing ??= closeInOrder();
			return closing;
		},
	};
}
