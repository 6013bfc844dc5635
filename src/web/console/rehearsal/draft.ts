import { HOUR, type Instant } from "../../../domain/plain/instant.ts";
import type { RehearsalRequest, RehearsalRules, RehearsalSource } from "../../contract/staff/rehearsal.ts";
import type { ListedDraft } from "../rules/draft-list.ts";

/** What is chosen on the page, before it is asked for. */
export type Chosen = {
	readonly from: "generated" | "drive" | "file";
	readonly gifts: number;
	readonly hours: number;
	/** Of the goal. */
	readonly percent: number;
	readonly seed: number;
	readonly driveId: string | null;
	readonly file: { readonly name: string; readonly csv: string } | null;
	/** What the drive's rules are compared with: nothing, "draft", or a save's number. */
	readonly against: string;
	readonly approvedAfter: number | null;
	readonly hasPictures: boolean;
};

export const USUAL_CHOICE: Chosen = {
	...{ from: "generated", gifts: 2_000, hours: 36, percent: 105, seed: 1 },
	...{ driveId: null, file: null, against: "nothing", approvedAfter: 10, hasPictures: true },
};

/** Null: something is still to be chosen. */
export function requestOf(chosen: Chosen, draft: readonly ListedDraft[]): RehearsalRequest | null {
	const source = sourceOf(chosen);
	if (source === null) return null;
	return {
		source,
		rules: { kind: "drive" },
		against: againstOf(chosen.against, draft),
		assumptions: {
			...{ sendingSeconds: 1, approvedAfterMinutes: chosen.approvedAfter },
			hasPictures: chosen.hasPictures,
		},
	};
}

function sourceOf({ from, gifts, hours, percent, seed, driveId, file }: Chosen): RehearsalSource | null {
	switch (from) {
		case "generated":
			return { kind: "generated", gifts, hours, partOfGoal: percent / 100, seed };
		case "drive":
			return driveId === null ? null : { kind: "drive", campaignId: driveId };
		case "file":
			return file === null ? null : { kind: "file", ...file };
		default:
			return from satisfies never;
	}
}

function againstOf(against: string, draft: readonly ListedDraft[]): RehearsalRules | null {
	if (against === "nothing") return null;
	if (against === "draft") return { kind: "draft", rules: draft.map((one) => one.draft) };
	return { kind: "version", version: Number(against) };
}

const NUMBERS = ["gifts", "hours", "percent", "seed"] as const;

/** As it stands in the address, so that a rehearsal can be sent to somebody; a file can't. */
export function chosenIn(
	search: URLSearchParams,
	drive: { readonly opensAt: Instant; readonly closesAt: Instant },
): Chosen {
	const from = search.get("from");
	const numbers = NUMBERS.flatMap((name) => {
		const value = Number(search.get(name));
		return search.get(name) !== null && Number.isFinite(value) && value > 0 ? [[name, value]] : [];
	});
	const hours = Math.max(1, Math.min(120, Math.round((drive.closesAt - drive.opensAt) / HOUR)));
	return {
		...{ ...USUAL_CHOICE, hours },
		...(Object.fromEntries(numbers) as Partial<Chosen>),
		from: from === "drive" || from === "file" ? from : "generated",
		driveId: search.get("drive"),
		against: search.get("against") ?? "nothing",
	};
}

export function searchOf({ from, gifts, hours, percent, seed, driveId, against }: Chosen): URLSearchParams {
	const search = new URLSearchParams({ from });
	if (from === "generated") {
		for (const [name, value] of Object.entries({ gifts, hours, percent, seed })) search.set(name, String(value));
	}
	if (from === "drive" && driveId !== null) search.set("drive", driveId);
	if (against !== "nothing") search.set("against", against);
	return search;
}
