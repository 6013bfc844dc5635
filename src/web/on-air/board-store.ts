import type { Board, ThankAnswer, ThankDo, ThankRefusal } from "../contract/board.ts";
import type { Live } from "../live/open-live.ts";
import { afterAnswer, type Chosen, isBehind } from "./thanks/thank-queue.ts";

export type BoardView = {
	/** Null until it has come once. */
	readonly board: Board | null;
	readonly chosen: Chosen;
	/** Gifts whose action is under way. */
	readonly pending: ReadonlySet<string>;
};

/** How an action ended. `failed` with null: nobody knows whether it arrived. */
export type Outcome =
	| { readonly kind: "done"; readonly answer: ThankAnswer }
	| { readonly kind: "refused"; readonly refusal: ThankRefusal | null }
	| { readonly kind: "failed"; readonly says: string | null };

export type BoardStore = {
	subscribe(listener: () => void): () => void;
	view(): BoardView;
	choose(chosen: Chosen): void;
	/** `by`: the reader's name; empty for the link's label. */
	act(what: ThankDo, by: string): Promise<Outcome>;
};

const PATIENCE_MS = 5_000;
const SOONEST_AGAIN_MS = 1_000;
/** Gifts that were given back leave the list by themselves at the latest then. */
const LOOK_AGAIN_MS = 15_000;
const TRIES = 3;

/** The thank-you list and what else the studio shares, kept at what the server says; actions go to it and never only to the screen. */
export function openBoard(link: string, live: Live, readerId: string): BoardStore {
	return new SharedBoard(link, live, readerId);
}

class SharedBoard implements BoardStore {
	readonly #link: string;
	readonly #live: Live;
	readonly #readerId: string;
	readonly #listeners = new Set<() => void>();
	#view: BoardView = { board: null, chosen: { filter: "all", town: null }, pending: new Set() };
	#askedAt = Number.NEGATIVE_INFINITY;
	#asking = false;
	#timer = 0;
	/** For what no event tells of: a claim, a say-now or a slot of the show that ends. */
	#ends = 0;
	#edition = 0;

	constructor(link: string, live: Live, readerId: string) {
		this.#link = link;
		this.#live = live;
		this.#readerId = readerId;
		live.onBoard((version) => {
			if (version === null || version !== this.#view.board?.version) this.#ask();
		});
		live.subscribe(() => this.#followLedger());
		window.setInterval(() => this.#lookAgain(), LOOK_AGAIN_MS);
	}

	subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	view = (): BoardView => this.#view;

	choose(chosen: Chosen): void {
		this.#change({ chosen });
		// Somebody waits for it.
		this.#askedAt = Number.NEGATIVE_INFINITY;
		this.#ask();
	}

	async act(what: ThankDo, by: string): Promise<Outcome> {
		const touched = "giftId" in what ? [what.giftId] : "giftIds" in what ? what.giftIds : [];
		this.#change({ pending: new Set([...this.#view.pending, ...touched]) });
		const outcome = await this.#send(what, by);
		const pending = new Set(this.#view.pending);
		for (const giftId of touched) pending.delete(giftId);
		const { board } = this.#view;
		this.#edition += 1;
		if (outcome.kind === "done" && board) this.#change({ pending, board: afterAnswer(board, outcome.answer) });
		else this.#change({ pending });
		this.#ask();
		return outcome;
	}

	/** The same request id at every try: over bad Wi-Fi an answer may be lost although the deed is done. */
	async #send(what: ThankDo, by: string): Promise<Outcome> {
		const body = JSON.stringify({ ...what, requestId: newId(), readerId: this.#readerId, ...(by && { by }) });
		for (let tried = 1; ; tried += 1) {
			const answer = await fetch(`${this.#link}/thanks`, {
				method: "POST",
				headers: { "Content-Type": "application/json" },
				body,
				signal: AbortSignal.timeout(PATIENCE_MS),
			}).catch(() => null);
			if (answer !== null && answer.status < 500) return outcomeOf(answer);
			if (tried === TRIES) return { kind: "failed", says: null };
		}
	}

	#followLedger(): void {
		const state = this.#live.state();
		const { board } = this.#view;
		if (state === null || this.#live.standing() !== "live") return;
		if (board === null || isBehind(board, state)) this.#ask();
	}

	#lookAgain(): void {
		const state = this.#live.state();
		if (this.#live.standing() === "live" && state?.seq !== this.#view.board?.seq) this.#ask();
	}

	/** At most once a second, and never two at once; what is asked for meanwhile is asked for after. */
	#ask(): void {
		window.clearTimeout(this.#timer);
		if (this.#live.standing() === "ended") return;
		const wait = Math.max(0, this.#askedAt + SOONEST_AGAIN_MS - performance.now());
		// The first one after a quiet second goes at once: that is what another host's press looks like.
		if (this.#asking || wait > 0) this.#timer = window.setTimeout(() => this.#ask(), Math.max(50, wait));
		else void this.#fetch();
	}

	async #fetch(): Promise<void> {
		this.#asking = true;
		this.#askedAt = performance.now();
		const { chosen } = this.#view;
		const edition = this.#edition;
		const query = new URLSearchParams({ reader: this.#readerId });
		if (chosen.filter !== "all") query.set("filter", chosen.filter);
		if (chosen.town !== null) query.set("town", chosen.town);
		const board = await fetch(`${this.#link}/board?${query}`, { signal: AbortSignal.timeout(PATIENCE_MS) })
			.then((answer) => (answer.ok ? (answer.json() as Promise<Board>) : null))
			.catch(() => null);
		this.#asking = false;
		// Not live: its first event asks anew.
		if (board === null && this.#live.standing() !== "live") return;
		// Something was pressed meanwhile: this picture may be from before it.
		if (board === null || edition !== this.#edition || chosen !== this.#view.chosen) return this.#ask();
		this.#change({ board });
		window.clearTimeout(this.#ends);
		if (board.askAgainAt === null) return;
		// Beside the other timer: somebody may have asked while this board was on its way, and must not be forgotten.
		this.#ends = window.setTimeout(() => this.#ask(), Math.max(SOONEST_AGAIN_MS, board.askAgainAt - board.now));
	}

	#change(changes: Partial<BoardView>): void {
		this.#view = { ...this.#view, ...changes };
		for (const listener of this.#listeners) listener();
	}
}

async function outcomeOf(answer: Response): Promise<Outcome> {
	const body: unknown = await answer.json().catch(() => null);
	if (answer.ok) return { kind: "done", answer: body as ThankAnswer };
	if (answer.status === 409) return { kind: "refused", refusal: (body as ThankAnswer).refused[0] ?? null };
	const says = typeof body === "object" && body !== null && "detail" in body ? String(body.detail) : null;
	return { kind: "failed", says };
}

/** 22 letters of base64url, as request and reader ids are wanted; also on pages without https, where randomUUID is missing. */
export function newId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return btoa(String.fromCharCode(...bytes))
		.replaceAll("+", "-")
		.replaceAll("/", "_")
		.replaceAll("=", "");
}
