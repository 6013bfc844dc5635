/**
 * Many submissions, one transaction. A flush takes all that waits, so a lone gift waits for nobody and a wave shares its commits.
 * Two may run at once, the second as soon as as much waits as the first one took: while the database commits one batch, the next
 * is already being read and decided on. A submission resolves only after its flush committed (invariant 2).
 */
export type GroupCommit<T> = {
	/** @throws whatever the flush failed with; the submission is then not durable. */
	submit(item: T): Promise<void>;
	/** Resolves when nothing waits and nothing is being written. */
	drain(): Promise<void>;
};

export type GroupCommitOptions<T> = {
	/** Writes all of them in one transaction, or none. */
	readonly flush: (items: readonly T[]) => Promise<void>;
	/** Keeps one item that cannot be written, with its error, so that its neighbours go through. */
	readonly setAside: (item: T, error: unknown) => Promise<void>;
	/** True where the error says nothing about the items: the database is away. Then all of them fail. */
	readonly isOutage: (error: unknown) => boolean;
	readonly largestBatch: number;
};

/** More would only wait for each other: a campaign's tally is locked by one flush at a time. */
const MOST_AT_ONCE = 2;

type Waiting<T> = { readonly item: T; readonly resolve: () => void; readonly reject: (error: unknown) => void };

export function openGroupCommit<T>(options: GroupCommitOptions<T>): GroupCommit<T> {
	const waiting: Waiting<T>[] = [];
	/** Sizes of the batches that are being written. */
	const running: number[] = [];
	let isStarting = false;
	const allWritten: (() => void)[] = [];

	/** One turn of the event loop later: whatever arrived together goes together. */
	function startSoon(): void {
		if (isStarting) return;
		isStarting = true;
		setImmediate(() => {
			isStarting = false;
			start();
		});
	}

	function start(): void {
		const isEnough = running.length === 0 || (running.length < MOST_AT_ONCE && waiting.length >= Math.min(...running));
		if (waiting.length === 0 || !isEnough) return;
		const batch = waiting.splice(0, options.largestBatch);
		running.push(batch.length);
		void write(options, batch).then(() => {
			running.splice(running.indexOf(batch.length), 1);
			if (waiting.length > 0) startSoon();
			else if (running.length === 0) for (const tell of allWritten.splice(0)) tell();
		});
		start();
	}

	return {
		submit(item) {
			return new Promise((resolve, reject) => {
				waiting.push({ item, resolve, reject });
				startSoon();
			});
		},
		async drain() {
			if (waiting.length + running.length > 0) await new Promise<void>((resolve) => allWritten.push(resolve));
		},
	};
}

async function write<T>(options: GroupCommitOptions<T>, batch: readonly Waiting<T>[]): Promise<void> {
	try {
		await options.flush(batch.map(({ item }) => item));
		for (const { resolve } of batch) resolve();
	} catch (error) {
		if (options.isOutage(error)) for (const { reject } of batch) reject(error);
		else await isolate(options, batch, error);
	}
}

/** Halves the batch until the one that poisons it stands alone. */
async function isolate<T>(options: GroupCommitOptions<T>, batch: readonly Waiting<T>[], error: unknown): Promise<void> {
	const [only] = batch;
	if (only === undefined) return;
	if (batch.length === 1) {
		await options.setAside(only.item, error).then(only.resolve, only.reject);
		return;
	}
	const middle = Math.ceil(batch.length / 2);
	await write(options, batch.slice(0, middle));
	await write(options, batch.slice(middle));
}
