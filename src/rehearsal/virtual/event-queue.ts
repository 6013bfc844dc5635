import type { Instant } from "../../domain/plain/instant.ts";

/** What is still to happen, soonest first; at the same moment in the order in which it was put in. */
export type EventQueue<T> = {
	put(at: Instant, what: T): void;
	/** When the next one is; null: nothing more. */
	nextAt(): Instant | null;
	take(): { readonly at: Instant; readonly what: T } | null;
};

type Entry<T> = { readonly at: Instant; readonly turn: number; readonly what: T };

export function openEventQueue<T>(): EventQueue<T> {
	const heap: Entry<T>[] = [];
	let turn = 0;
	return {
		put(at, what) {
			turn += 1;
			heap.push({ at, turn, what });
			rise(heap, heap.length - 1);
		},
		nextAt: () => heap[0]?.at ?? null,
		take() {
			const [first] = heap;
			const last = heap.pop();
			if (first === undefined || last === undefined) return null;
			if (heap.length > 0) {
				heap[0] = last;
				sink(heap);
			}
			return first;
		},
	};
}

function isBefore(a: Entry<unknown>, b: Entry<unknown>): boolean {
	return a.at === b.at ? a.turn < b.turn : a.at < b.at;
}

function swap<T>(heap: Entry<T>[], one: number, other: number): void {
	const [a, b] = [heap[one], heap[other]];
	if (a === undefined || b === undefined) return;
	heap[one] = b;
	heap[other] = a;
}

function rise<T>(heap: Entry<T>[], from: number): void {
	let index = from;
	while (index > 0) {
		const parent = (index - 1) >> 1;
		const [entry, above] = [heap[index], heap[parent]];
		if (entry === undefined || above === undefined || !isBefore(entry, above)) return;
		swap(heap, index, parent);
		index = parent;
	}
}

function sink<T>(heap: Entry<T>[]): void {
	let index = 0;
	for (;;) {
		let least = index;
		for (const child of [2 * index + 1, 2 * index + 2]) {
			const [entry, best] = [heap[child], heap[least]];
			if (entry !== undefined && best !== undefined && isBefore(entry, best)) least = child;
		}
		if (least === index) return;
		swap(heap, index, least);
		index = least;
	}
}
