import type { Pool } from "pg";
import { createElement } from "react";
import { z } from "zod";
import { applySetup } from "../campaign/apply-setup.ts";
import { driveOfRoute } from "../campaign/drive-of-route.ts";
import { type SetupChanges, setupChangesShape } from "../campaign/setup-shape.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { DAY } from "../domain/plain/instant.ts";
import type { Assets } from "../http/assets.ts";
import { baseAddress } from "../http/base-address.ts";
import { type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import { readSnapshot } from "../ticker/snapshot.ts";
import { donorPage } from "./donor-page.tsx";
import { pageView } from "./page-view.ts";

export type PreviewParts = {
	readonly pool: Pool;
	readonly assets: Pick<Assets, "of">;
	readonly publicUrl: string | undefined;
};

const body = z.strictObject({ changes: setupChangesShape, language: z.enum(["en", "es"]).default("en") });

/** The donors' page itself, of what is being typed: for the console to show beside it. */
export function pagePreviewRoutes({ pool, assets, publicUrl }: PreviewParts): StaffRoute[] {
	return [
		staffRoute({
			method: "post",
			path: "/api/staff/campaigns/:campaign/page-preview",
			may: "campaign.edit",
			says: "The public page as it would look with these changes; nothing is saved.",
			body,
			mostBytes: 400 * 1024,
			handle: async ({ params, body: asked, now, request }) => {
				const before = await driveOfRoute(pool, params);
				const campaign = withExamples(asFarAsUsable(before, asked.changes), now);
				const stored = await readSnapshot(pool, before.id, "page", now);
				const { goal, name, hospital, currency, languages, opensAt, closesAt, timeZone } = campaign;
				const card = { ...stored.campaign, goal, name, hospital, currency, languages, opensAt, closesAt, timeZone };
				const snapshot = {
					...stored,
					campaign: { ...card, state: "live" as const, colour: campaign.look.colour, language: languages[0] },
				};
				const language = campaign.languages.includes(asked.language) ? asked.language : campaign.languages[0];
				const base = baseAddress(request, publicUrl);
				const view = pageView({ campaign, snapshot, language, now, base });
				const files = { ...assets.of("public"), preloads: [] };
				const form = campaign.page.isGiving ? createElement("p", null, FORM_STANDS_HERE[language]) : null;
				// The picture of a page: nothing in it is at work.
				const html = donorPage(view, files, form).replace(/<script[^>]*><\/script>/g, "");
				return staffJson({ html });
			},
		}),
	];
}

const FORM_STANDS_HERE = { en: "The giving form stands here.", es: "Aquí está el formulario para donar." } as const;

/** With those of the changes that can be used: half a word is typed in one field while the others are whole. */
function asFarAsUsable(before: Campaign, changes: SetupChanges): Campaign {
	const draft = { ...before, state: "draft" as const };
	const applied = applySetup(draft, changes);
	if (applied.ok) return applied.campaign;
	const wrong = new Set(applied.problems.map(({ field }) => field.split(".")[0]));
	const usable = applySetup(draft, Object.fromEntries(Object.entries(changes).filter(([field]) => !wrong.has(field))));
	return usable.ok ? usable.campaign : before;
}

/** What isn't said yet, as an example, so that the page can be drawn at all. */
function withExamples(campaign: Campaign, now: number): Campaign {
	const opensAt = campaign.opensAt || now - DAY;
	return {
		...campaign,
		state: "live",
		name: campaign.name || "Your drive's name",
		hospital: campaign.hospital || "Your hospital",
		goal: campaign.goal || 15_000_000,
		opensAt,
		closesAt: Math.max(campaign.closesAt, opensAt + DAY),
	};
}
