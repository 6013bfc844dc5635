import { useEffect, useState, useSyncExternalStore } from "react";
import type { Slip } from "../../domain/pledge/slip.ts";
import type { PhoneRoom } from "../contract/phones.ts";
import { BatchForm } from "./batch-form.tsx";
import { type Draft, draftOf, isEmptyDraft } from "./draft.ts";
import { endShiftHere } from "./end-shift.ts";
import { keptDraft } from "./half-written.ts";
import { HeadStrip } from "./head-strip.tsx";
import { sessionId } from "./kept-setting.ts";
import { isOpen, type KeptSlip, needsSomebody } from "./kept-slip.ts";
import { NeedsYou } from "./needs-you.tsx";
import { Keys, ScriptCard } from "./script-card.tsx";
import type { Sender } from "./sender.ts";
import { actsOn } from "./slip-acts.ts";
import { SlipForm } from "./slip-form.tsx";
import { canUndo, SlipList } from "./slip-list.tsx";
import type { SlipStore } from "./slip-store.ts";
import { type SetSettings, type Settings, useDesk } from "./use-desk.ts";
import { phoneWords } from "./words.ts";

type Props = { readonly room: PhoneRoom; readonly store: SlipStore; readonly sender: Sender };

/** Where volunteers write down what callers promise: the slip, what to say, and their own slips. No total, and nobody else's. */
export function PhonesPage({ room, store, sender }: Props) {
	const phones = useSyncExternalStore(store.subscribe, store.now);
	const [desk, setDesk] = useDesk(room);
	const [again, setAgain] = useState<{ readonly key: number; readonly draft: Draft | null }>({ key: 0, draft: null });
	const [said, setSaid] = useState<string | null>(null);
	const words = phoneWords(desk.language);
	const account = room.account?.id ?? "";
	const session = sessionId(account);
	const listed = phones.slips.filter((one) => !needsSomebody(one) && (one.sessionId === session || isOpen(one)));
	const acts = actsOn(store, sender);
	const shown = { words, room, language: desk.language };
	const save = async (slips: readonly Slip[]) => {
		setSaid(null);
		store.say({ back: null });
		await store.add(slips, { drive: room.drive, driveName: room.name, currency: room.currency, sessionId: session });
		sender.nudge();
	};
	const endShift = async () => {
		const over = await endShiftHere(room, store);
		if (over !== "over") return setSaid(over === "waits" ? words.staySignedIn : words.noSignOut);
		setDesk({ operator: "" });
		setSaid(words.endShiftDone);
	};
	/** Not over what is half written: that is another caller's. */
	const writeAgain = (slip: Slip): boolean => {
		if (!isEmptyDraft(keptDraft(account))) {
			setSaid(words.finishFirst);
			return false;
		}
		setSaid(null);
		store.say({ back: null });
		setAgain({ key: again.key + 1, draft: draftOf(slip, room.currency) });
		return true;
	};
	const change = (kept: KeptSlip) => {
		if (writeAgain(kept.slip)) void acts.throwAway(kept);
	};
	useUndoKey(listed, acts.undo);
	useLeaveWarning(phones.keeps === false && phones.slips.some(isOpen));
	return (
		<div className="phones">
			<HeadStrip room={room} phones={phones} desk={desk} set={setDesk} onEndShift={endShift} />
			<main className="desk">
				<Write key={again.key} {...{ room, desk, said, start: again.draft }} set={setDesk} onSave={save} />
				<div className="attention">
					<NeedsYou slips={phones.slips.filter(needsSomebody)} {...shown} acts={acts} onChange={change} />
				</div>
				<div className="side">
					<SlipList slips={listed} {...shown} back={phones.back} onUndo={acts.undo} onAgain={writeAgain} />
					<ScriptCard room={room} language={desk.language} />
					<Keys words={words} />
				</div>
			</main>
		</div>
	);
}

type WriteProps = {
	readonly room: PhoneRoom;
	readonly desk: Settings;
	readonly set: SetSettings;
	readonly start: Draft | null;
	readonly said: string | null;
	readonly onSave: (slips: readonly Slip[]) => Promise<void>;
};

/** One slip, or many. */
function Write({ said, start, ...form }: WriteProps) {
	const [isBatch, setBatch] = useState(false);
	const words = phoneWords(form.desk.language);
	return (
		<div className="write">
			<div className="modes">
				<button type="button" aria-pressed={!isBatch} onClick={() => setBatch(false)}>
					{words.one}
				</button>
				<button type="button" aria-pressed={isBatch} onClick={() => setBatch(true)}>
					{words.many}
				</button>
			</div>
			{said !== null && (
				<p className="said" role="status">
					{said}
				</p>
			)}
			{isBatch ? <BatchForm {...form} /> : <SlipForm {...form} start={start} />}
		</div>
	);
}

/** Alt U takes the last slip back, from wherever one is. */
function useUndoKey(slips: readonly KeptSlip[], undo: (kept: KeptSlip) => Promise<void>): void {
	useEffect(() => {
		const press = (event: KeyboardEvent) => {
			if (!event.altKey || event.ctrlKey || event.code !== "KeyU") return;
			event.preventDefault();
			const last = slips.find((one) => canUndo(one, Date.now()));
			if (last !== undefined) void undo(last);
		};
		document.addEventListener("keydown", press);
		return () => document.removeEventListener("keydown", press);
	}, [slips, undo]);
}

function useLeaveWarning(isNeeded: boolean): void {
	useEffect(() => {
		if (!isNeeded) return;
		const ask = (event: BeforeUnloadEvent) => event.preventDefault();
		window.addEventListener("beforeunload", ask);
		return () => window.removeEventListener("beforeunload", ask);
	}, [isNeeded]);
}
