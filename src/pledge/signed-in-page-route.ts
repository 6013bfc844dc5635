import type { Request } from "express";
import type { Pool } from "pg";
import { loadCampaign } from "../campaign/store.ts";
import { mayDo } from "../domain/staff/staff-role.ts";
import type { Answer } from "../http/answer.ts";
import type { Assets } from "../http/assets.ts";
import { paramOf } from "../http/param-of.ts";
import { Refusal } from "../http/problem.ts";
import type { Route } from "../http/route-table.ts";
import type { StaffGuards, StaffMember } from "../http/staff-route.ts";
import type { PhonesClosed } from "../web/contract/phones.ts";
import { readPhoneDrives } from "./phone-drives.ts";
import { roomOfAccount } from "./phone-room.ts";
import { closedPhonesPage, phonesPage } from "./phones-page.tsx";

export type SignedInPageParts = {
	readonly pool: Pool;
	readonly assets: Pick<Assets, "of">;
	readonly whoAsks: StaffGuards["whoAsks"];
	readonly now: () => number;
};

const STATUS: Readonly<Record<PhonesClosed, number>> = { off: 404, "signed-out": 401, barred: 403, gone: 404 };

/** The volunteers' page for somebody with an account: below /phones, so that it opens without a network as the links' page does. */
export function signedInPageRoute(parts: SignedInPageParts): Route {
	return { method: "get", path: "/phones/drive/:campaign", handle: (request) => page(parts, request) };
}

async function page(parts: SignedInPageParts, request: Request): Promise<Answer> {
	const staff = await signedIn(parts, request);
	if (staff === "incomplete") return { kind: "redirect", status: 303, location: "/staff/account" };
	if (staff === null) return closed(parts, "signed-out");
	if (!mayDo(staff.role, "slips.take")) return closed(parts, "barred");
	const campaign = await loadCampaign(parts.pool, paramOf(request, "campaign"));
	if (campaign === null) return closed(parts, "gone");
	const { live } = await readPhoneDrives(parts.pool, parts.now());
	const account = {
		...{ id: staff.id, name: staff.name },
		hasConsole: mayDo(staff.role, "drive.read"),
		mayChoose: live.some(({ id }) => id !== campaign.id),
	};
	return answered(200, phonesPage(parts.assets.of("phones"), roomOfAccount(campaign, account)));
}

/** "incomplete": their role needs a second factor that they have not set up. */
async function signedIn(parts: SignedInPageParts, request: Request): Promise<StaffMember | "incomplete" | null> {
	try {
		return await parts.whoAsks(request);
	} catch (error) {
		if (error instanceof Refusal && error.code === "second-factor") return "incomplete";
		throw error;
	}
}

function closed({ assets }: SignedInPageParts, why: PhonesClosed): Answer {
	return answered(STATUS[why], closedPhonesPage(assets.of("phones"), why));
}

function answered(status: number, html: string): Answer {
	return { kind: "page", status, html, headers: { "Cache-Control": "no-store", "X-Robots-Tag": "noindex" } };
}
