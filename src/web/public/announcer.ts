export type Announcer = {
	/** Says it now, or, where something was said a moment ago, as soon as it is polite; a newer one takes its place until then. */
	say(text: string): void;
	/** What waits is not said any more. */
	hush(): void;
};

/** A screen reader's user hears the page's news over whatever they are reading: seldom, and only what matters. */
export const POLITE_MS = 25_000;

export type AnnouncerClock = {
	readonly now: () => number;
	readonly later: (run: () => void, afterMs: number) => () => void;
};

const PAGE_CLOCK: AnnouncerClock = {
	now: () => performance.now(),
	later(run, afterMs) {
		const timer = window.setTimeout(run, afterMs);
		return () => window.clearTimeout(timer);
	},
};

export function openAnnouncer(speak: (text: string) => void, clock: AnnouncerClock = PAGE_CLOCK): Announcer {
	let saidAt = Number.NEGATIVE_INFINITY;
	let waiting = "";
	let cancel: (() => void) | null = null;

	function speakNow(text: string): void {
		saidAt = clock.now();
		speak(text);
	}

	function hush(): void {
		cancel?.();
		cancel = null;
		waiting = "";
	}

	return {
		say(text) {
			const wait = saidAt + POLITE_MS - clock.now();
			if (wait <= 0) {
				hush();
				speakNow(text);
				return;
			}
			waiting = text;
			cancel ??= clock.later(() => {
				const last = waiting;
				hush();
				speakNow(last);
			}, wait);
		},
		hush,
	};
}
