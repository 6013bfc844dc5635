import { useCallback, useEffect, useState } from "react";
import type { SteerDo } from "../../../domain/offer/steer-offers.ts";
import type { SteerItem } from "../../contract/steering.ts";
import type { Drive } from "../drive.ts";
import { askSteering } from "./ask-steering.ts";

export type Chosen = { readonly item: SteerItem; readonly deed: SteerDo };

export type SteeringView = {
	/** There is something to open, to end, to name or to start. */
	readonly hasAny: boolean;
	readonly isOpen: boolean;
	readonly open: () => void;
	readonly close: () => void;
	/** Null until it has come once. */
	readonly items: readonly SteerItem[] | null;
	readonly lookAgain: () => Promise<void>;
	/** Another one: what was foretold may not hold any more. */
	readonly moment: string;
};

/** For the producer's screen; asked for while its window is open, and anew whenever anything about it moves. */
export function useSteering(drive: Drive, isProducer: boolean): SteeringView {
	const [isOpen, setOpen] = useState(false);
	const [items, setItems] = useState<readonly SteerItem[] | null>(null);
	const open = useCallback(() => setOpen(true), []);
	const close = useCallback(() => setOpen(false), []);
	const lookAgain = useCallback(async () => {
		const found = await askSteering();
		if (found !== null) setItems(found);
	}, []);
	const moment = momentOf(drive);
	useEffect(() => {
		if (isOpen && moment !== "") void lookAgain();
	}, [isOpen, moment, lookAgain]);
	return { hasAny: isProducer && isAnyAhead(drive), isOpen, open, close, items, lookAgain, moment };
}

function momentOf({ state, allMatches, allHours }: Drive): string {
	const states = [...allMatches, ...allHours].map((one) => one.state).join(" ");
	return `${state.campaign.version} ${state.total} ${states}`;
}

function isAnyAhead({ allMatches, allHours }: Drive): boolean {
	return (
		allMatches.some(({ state }) => state !== "ended" && state !== "spent") ||
		allHours.some((one) => one.state !== "over")
	);
}
