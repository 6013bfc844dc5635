/** What waits for one reader, bounded in bytes: a reader that falls further behind is not waited for. */
export type Mailbox<T extends { readonly bytes: Buffer }> = {
	/** False where it no longer fits; the mailbox is then finished. */
	put(letter: T): boolean;
	isEmpty(): boolean;
	/** The oldest letter; null once the mailbox is finished and nothing is left. */
	take(): Promise<T | null>;
	finish(): void;
};

export function openMailbox<T extends { readonly bytes: Buffer }>(mostBytes: number): Mailbox<T> {
	const letters: T[] = [];
	let held = 0;
	let finished = false;
	let wake: ((letter: T | null) => void) | null = null;

	function finish(): void {
		finished = true;
		wake?.(null);
		wake = null;
	}

	return {
		put(letter) {
			if (finished) return false;
			if (wake) {
				const deliver = wake;
				wake = null;
				deliver(letter);
				return true;
			}
			// One that is too large by itself still goes to a reader that keeps up.
			if (held > 0 && held + letter.bytes.length > mostBytes) {
				letters.length = 0;
				finish();
				return false;
			}
			letters.push(letter);
			held += letter.bytes.length;
			return true;
		},
		isEmpty: () => letters.length === 0,
		take() {
			const letter = letters.shift();
			if (letter) {
				held -= letter.bytes.length;
				return Promise.resolve(letter);
			}
			if (finished) return Promise.resolve(null);
			return new Promise((resolve) => {
				wake = resolve;
			});
		},
		finish,
	};
}
