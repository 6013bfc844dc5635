import { Readable } from "node:stream";
import { openCampaignDirectory } from "../../../src/campaign/directory.ts";
import { bringFile } from "../../../src/import/bring-file.ts";
import { askDeed } from "../../../src/import/deeds.ts";
import { offlineIdOf } from "../../../src/import/take-offline.ts";
import { pledgeIdOf } from "../../../src/import/take-pledges.ts";
import { workOnImports } from "../../../src/import/work.ts";
import { sponsorKeyOf } from "../../../src/match/desk/sponsor-key.ts";
import { importWorkOf } from "../../../workers/imports.ts";
import type { Office } from "./house.ts";
import { aLine, type Line } from "./sheet.ts";

/** Files from elsewhere, and that they were the wrong ones. */
export const FILE_DEEDS = { bring, bring2: bring, undo };

/** Two workers look for work at the same moment. */
async function work({ desk, now }: Office, id: string, ...deeds: readonly ("check" | "run" | "undo")[]): Promise<void> {
	for (const deed of deeds) {
		const { pool } = desk();
		await askDeed(pool, { campaignId: "a", id }, deed, now());
		const look = () => {
			const { pool: own } = desk();
			const parts = {
				pool: own,
				directory: openCampaignDirectory(own),
				dispatch: () => undefined,
				log: () => undefined,
			};
			return workOnImports({ ...importWorkOf(parts), now });
		};
		while ((await Promise.all([look(), look()])).some(Boolean));
	}
}

async function bring(office: Office): Promise<void> {
	const { sheet, files, start, tick, now, desk, below, pick, random } = office;
	const kind = random() < 0.5 ? "pledges" : "offline";
	const rows = Array.from({ length: 1 + below(5) }, (_, n) => ({
		at: start + Math.floor((random() * (tick() - start)) / 1_000) * 1_000,
		amount: 500 + below(9_000),
		who: below(6),
		station: pick(["wkid", "", ""]) ?? "",
		line: n + 2,
	}));
	const text = rows.map(({ at, amount, who, station }) => {
		const when = new Date(at).toISOString().slice(0, 19);
		return `${(amount / 100).toFixed(2)},${when}Z,Bank ${who},who${who}@example.org,${station}`;
	});
	const file = Readable.from([Buffer.from(["Amount,Date,Name,Email,Station", ...text].join("\n"))]);
	const brought = {
		campaignId: "a",
		fileName: "list.csv",
		kind,
		file,
		by: { id: null, name: "Erin" },
		now: now(),
	} as const;
	const { id, settings } = await bringFile(desk().pool, brought);
	const columns = { amount: 0, at: 1, name: 2, station: 4, ...(kind === "pledges" && { email: 3 }) };
	const settled = { ...settings, columns, duplicates: "take", source: kind === "offline" ? "cash" : "phone" };
	await desk().pool.query("update import set settings = $2 where id = $1", [id, JSON.stringify(settled)]);
	await work(office, id, "check", "run");
	const lines = rows.map(({ at, amount, who, station, line }): Line => {
		const bare = { id: `${sheet.length}_${line}`, at, station: station || null };
		if (kind === "offline") return aLine({ ...bare, names: [offlineIdOf(id, line)], paid: [{ amount, gone: 0 }] });
		const promised = { amount, monthly: false };
		return aLine({ ...bare, names: [pledgeIdOf(id, line)], donor: sponsorKeyOf(`who${who}@example.org`), promised });
	});
	sheet.push(...lines);
	files.set(id, lines);
}

/** What was paid meanwhile stays. */
async function undo(office: Office): Promise<void> {
	const { files, tick, pick } = office;
	const id = pick([...files.keys()]);
	if (id === undefined) return;
	tick();
	await work(office, id, "undo");
	for (const line of files.get(id) ?? []) {
		if (line.promised === null) line.paid.splice(0);
		line.end = "cancelled";
	}
	files.delete(id);
}
