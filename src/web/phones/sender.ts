import type { PhonesClosed, SentSlip, SlipsAnswer, UndoAnswer } from "../contract/phones.ts";
import { answered, type KeptSlip } from "./kept-slip.ts";
import { type SlipStore, takenBack } from "./slip-store.ts";

const AT_ONCE = 25;
const PATIENCE_MS = 10_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;

export type Sender = {
	/** There is something to send, or the network may be back. */
	readonly nudge: () => void;
};

type Sent = "all" | "again" | PhonesClosed;
/** Where slips go, and what a "not found" there means. */
export type SlipAddress = { readonly path: string; readonly drive: string; readonly missing: PhonesClosed };

/**
 * Sends what waits, oldest first, until each slip has its answer. A slip goes out under one id however often, so an answer that was lost
 * on the way costs nothing: the server says again that it has it.
 */
export function openSender(address: SlipAddress, store: SlipStore): Sender {
	let isBusy = false;
	let wantsMore = false;
	let wait = FIRST_WAIT_MS;
	let timer = 0;

	async function run(): Promise<void> {
		if (isBusy) {
			wantsMore = true;
			return;
		}
		isBusy = true;
		window.clearTimeout(timer);
		const sent = await sendAll(address, store).catch((): Sent => "again");
		isBusy = false;
		if (sent === "all") wait = FIRST_WAIT_MS;
		// Tried again when somebody comes back to this page, or writes a slip: as after a sign-in in another tab.
		else if (sent !== "again") store.say({ link: sent });
		if (wantsMore) {
			wantsMore = false;
			return run();
		}
		if (sent === "again") {
			timer = window.setTimeout(() => void run(), wait);
			wait = Math.min(LONGEST_WAIT_MS, wait * 2);
		}
	}

	const nudge = () => {
		wait = FIRST_WAIT_MS;
		void run();
	};
	window.addEventListener("online", nudge);
	document.addEventListener("visibilitychange", nudge);
	return { nudge };
}

async function sendAll(address: SlipAddress, store: SlipStore): Promise<Sent> {
	const { drive } = address;
	const asked = new Set<string>();
	for (;;) {
		const own = store.now().slips.filter((one) => one.drive === drive && !asked.has(one.clientId));
		const undoing = own.find(({ standing }) => standing.is === "undoing");
		const due = own.filter(({ standing }) => standing.is === "waiting").reverse();
		const [first] = due;
		const batch = due.filter(({ sessionId }) => sessionId === first?.sessionId).slice(0, AT_ONCE);
		if (undoing !== undefined) batch.splice(0, batch.length, undoing);
		if (batch.length === 0) return waits(store, drive) ? "again" : "all";
		for (const { clientId } of batch) asked.add(clientId);
		// Before it goes: whoever undoes it from now on has to ask the server.
		await store.change(batch.map((one) => ({ ...one, tries: one.tries + 1 })));
		const closed =
			undoing === undefined ? await sendSlips(address, batch, store) : await sendUndo(address, undoing, store);
		if (closed !== null) return closed;
	}
}

function waits(store: SlipStore, drive: string): boolean {
	return store
		.now()
		.slips.some(({ drive: of, standing: { is } }) => of === drive && (is === "waiting" || is === "undoing"));
}

/** Why nothing is taken from here; null: it was. @throws where nothing answered */
async function sendSlips(
	address: SlipAddress,
	batch: readonly KeptSlip[],
	store: SlipStore,
): Promise<PhonesClosed | null> {
	const body = { sessionId: batch[0]?.sessionId, slips: batch.map(onItsWay) };
	const { read: answer, closed } = await post<SlipsAnswer>(address, "/slips", body, store);
	if (answer === null) return closed;
	store.say({ state: answer.state });
	const current = new Map(store.now().slips.map((one) => [one.clientId, one]));
	const changed = answer.outcomes.flatMap((outcome) => {
		const kept = current.get(outcome.clientId);
		if (kept === undefined) return [];
		// Taken back while it was on its way: that is asked for next.
		return kept.standing.is === "undoing" ? [] : [answered(kept, outcome)];
	});
	await store.change(changed);
	return null;
}

async function sendUndo(address: SlipAddress, kept: KeptSlip, store: SlipStore): Promise<PhonesClosed | null> {
	const { clientId, sessionId } = kept;
	const { read: answer, closed } = await post<UndoAnswer>(address, "/undo", { sessionId, clientId }, store);
	if (answer === null) return closed;
	// "unknown": it never arrived, and never will, since only this browser sends it.
	if (answer.outcome === "unknown") await takenBack(kept, kept.slip, store);
	else if (answer.outcome === "undone") await takenBack(kept, answer.slip, store);
	else await store.change([{ ...kept, standing: { is: "kept", why: answer.outcome } }]);
	return null;
}

function onItsWay({ clientId, takenAt, batchId, despite, slip }: KeptSlip): SentSlip {
	return { ...slip, clientId, batchId, despite, ago: Math.max(0, Date.now() - takenAt) };
}

class Odd extends Error {}

type Posted<T> = { readonly read: T; readonly closed: null } | { readonly read: null; readonly closed: PhonesClosed };

async function post<T>(address: SlipAddress, to: string, body: unknown, store: SlipStore): Promise<Posted<T>> {
	try {
		const answer = await fetch(address.path + to, {
			method: "POST",
			headers: { "Content-Type": "application/json", Accept: "application/json" },
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(PATIENCE_MS),
		});
		// Ours has a request id; a proxy's "not found", while the server behind it restarts, has none.
		const closed = answer.headers.has("X-Request-Id") ? closedBy(answer.status, address) : null;
		if (closed !== null) return { read: null, closed };
		if (!answer.ok) {
			const isOurs = answer.status >= 400 && answer.status < 500 && answer.status !== 408 && answer.status !== 429;
			store.say({ line: isOurs ? "odd" : "down" });
			throw new Odd(`The server answered ${answer.status}.`);
		}
		const read = (await answer.json()) as T;
		store.say({ line: "up", link: "open" });
		return { read, closed: null };
	} catch (error) {
		if (!(error instanceof Odd)) store.say({ line: "down" });
		throw error;
	}
}

function closedBy(status: number, { missing }: SlipAddress): PhonesClosed | null {
	if (status === 404) return missing;
	// By a link nobody signs in, and nobody is barred.
	if (missing === "off") return null;
	return status === 401 ? "signed-out" : status === 403 ? "barred" : null;
}
