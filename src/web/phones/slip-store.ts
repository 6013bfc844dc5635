import type { CampaignState } from "../../domain/drive/campaign.ts";
import type { Slip } from "../../domain/pledge/slip.ts";
import type { PhonesClosed } from "../contract/phones.ts";
import { newId } from "./kept-setting.ts";
import { bare, isOpen, type KeptSlip } from "./kept-slip.ts";
import { openShelf, type SlipShelf } from "./kept-slips.ts";

/** What the page shows: one value, replaced whole. */
export type Phones = {
	/** Newest first; of this drive. */
	readonly slips: readonly KeptSlip[];
	/** Of other drives, still waiting for a link of theirs. */
	readonly others: readonly KeptSlip[];
	/** Whether slips are taken from here, as the last answer said. */
	readonly link: "open" | PhonesClosed;
	/** What came of the last try: "odd" is a server that doesn't understand this page (any more). */
	readonly line: "up" | "down" | "odd";
	/** Of the drive, as the last answer said; null: as the page says. */
	readonly state: CampaignState | null;
	/** The slip that was taken back last, whole, to be written again with what was wrong mended; kept on this page and nowhere else. */
	readonly back: { readonly clientId: string; readonly slip: Slip } | null;
	/** Null: not known yet. False: this browser keeps nothing, so the page must stay open. */
	readonly keeps: boolean | null;
};

type Said = Pick<Phones, "link" | "line" | "state" | "back">;

/** Which drive's slip it is, and whose. */
export type SlipOf = Pick<KeptSlip, "drive" | "driveName" | "currency" | "sessionId">;

export type SlipStore = {
	readonly now: () => Phones;
	readonly subscribe: (listener: () => void) => () => void;
	/** Kept before anything is sent. */
	readonly add: (slips: readonly Slip[], of: SlipOf) => Promise<void>;
	readonly change: (slips: readonly KeptSlip[]) => Promise<void>;
	readonly remove: (clientIds: readonly string[]) => Promise<void>;
	readonly say: (more: Partial<Said>) => void;
};

/** A slip that is safe is listed for the rest of a shift, and no longer. */
const LISTED_MS = 12 * 3_600_000;
const MOST_LISTED = 60;

/** Opens what this browser keeps; `drive` null: a page without a link, which shows everything that waits. */
export async function openSlipStore(drive: string | null): Promise<SlipStore> {
	const shelf = await openShelf();
	const others = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("carillon-phones");
	let known = new Map<string, KeptSlip>();
	let said: Said = { link: drive === null ? "off" : "open", line: "up", state: null, back: null };
	let shown = show(known, drive, said, shelf !== null);
	const listeners = new Set<() => void>();

	const tell = () => {
		shown = show(known, drive, said, shelf !== null);
		for (const listener of listeners) listener();
	};
	const read = async () => {
		if (shelf === null) return;
		known = new Map((await shelf.readAll()).map((slip) => [slip.clientId, slip]));
		await drop(shelf, known);
		tell();
	};
	const change = async (slips: readonly KeptSlip[]) => {
		for (const slip of slips) known.set(slip.clientId, slip);
		tell();
		await shelf?.put(slips);
		others?.postMessage("changed");
	};
	// Another tab at the same desk.
	others?.addEventListener("message", () => void read());
	await read();
	return {
		now: () => shown,
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		change,
		add: (slips, of) => {
			const batchId = slips.length > 1 ? newId() : null;
			return change(slips.map((slip, at) => waiting(slip, { ...of, batchId, takenAt: Date.now() + at })));
		},
		remove: async (ids) => {
			for (const id of ids) known.delete(id);
			tell();
			await shelf?.remove(ids);
			others?.postMessage("changed");
		},
		say: (more) => {
			said = { ...said, ...more };
			tell();
		},
	};
}

/** What was in it stays on this page alone, until it is written again or the page is left. */
export async function takenBack(kept: KeptSlip, slip: Slip, store: SlipStore): Promise<void> {
	store.say({ back: { clientId: kept.clientId, slip } });
	await store.change([{ ...kept, slip: bare(slip), standing: { is: "undone" } }]);
}

function waiting(slip: Slip, of: SlipOf & Pick<KeptSlip, "batchId" | "takenAt">): KeptSlip {
	return { ...of, slip, clientId: newId(), despite: false, tries: 0, standing: { is: "waiting", why: null } };
}

function show(known: ReadonlyMap<string, KeptSlip>, drive: string | null, said: Said, keeps: boolean): Phones {
	const all = [...known.values()].sort((a, b) => b.takenAt - a.takenAt);
	const slips = drive === null ? all.filter(isOpen) : all.filter((one) => one.drive === drive);
	const others = drive === null ? [] : all.filter((one) => one.drive !== drive && isOpen(one));
	return { slips, others, keeps, ...said };
}

/** Slips that are safe, of an earlier shift. What still waits is never dropped. */
async function drop(shelf: SlipShelf, known: Map<string, KeptSlip>): Promise<void> {
	const done = [...known.values()].filter((one) => !isOpen(one)).sort((a, b) => b.takenAt - a.takenAt);
	const over = done.filter(({ takenAt }, at) => at >= MOST_LISTED || Date.now() - takenAt > LISTED_MS);
	for (const { clientId } of over) known.delete(clientId);
	if (over.length > 0) await shelf.remove(over.map(({ clientId }) => clientId));
}
