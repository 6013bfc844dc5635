import { saveCampaign } from "../../src/campaign/store.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { USUAL_PAGE } from "../../src/domain/drive/campaign-page.ts";
import { DAY, HOUR, MINUTE } from "../../src/domain/plain/instant.ts";
import { createScreenLink, type ScreenRights } from "../../src/on-air/screen-link.ts";
import { startStripeSandbox } from "../../src/sandbox/stripe.ts";
import { OUR_COMMAND, openYard, SECRET } from "../bench/yard.ts";
import { aCampaign, aRule } from "../support/campaigns.ts";
import { appendEntry } from "../support/ledger-entries.ts";
import { DONORS, type Donor, HOSTILE } from "./donors.ts";

/** What the pictures are taken of: the real API on a database of its own, with drives in every state that a page knows. */
export type Stage = Awaited<ReturnType<typeof openStage>>;

const NO_VAULT = { seal: refuse, unseal: refuse };

export async function openStage() {
	const yard = await openYard();
	const { url, pool } = await yard.database("screenshots");
	for (const { campaign, donors } of drives(Date.now())) {
		await saveCampaign(pool, campaign, [], NO_VAULT);
		for (const [at, donor] of donors.entries()) await give(campaign, donor, donors.length - at);
		if (donors.length > 10) await announce(campaign);
	}
	const stripe = await startStripeSandbox({ secret: SECRET });
	const apiUrl = await yard.process(OUR_COMMAND, ["api"], {
		DATABASE_URL: url,
		STRIPE_API_KEY: "sk_test_screenshots",
		STRIPE_API_BASE: stripe.url,
	});
	stripe.deliverTo(`${apiUrl}/webhooks/stripe`);
	return {
		apiUrl,
		pool,
		/** A new link's page. */
		screen: async (campaignId: string, rights: ScreenRights) =>
			`/on-air/${await createScreenLink(pool, campaignId, "on-air", "WKID studio A", rights)}`,
		async close() {
			await stripe.close();
			await yard.close();
		},
	};

	/** The last of them a minute ago, the others before it. */
	async function give(campaign: Campaign, donor: Donor, place: number): Promise<void> {
		const { amount, ...giver } = donor;
		const at = Math.min(Date.now(), campaign.closesAt) - place * 2 * MINUTE;
		await appendEntry(pool, campaign, { cash: amount, at, giver });
	}

	async function announce(campaign: Campaign): Promise<void> {
		const script =
			campaign.languages[0] === "es"
				? "¡Acabamos de pasar los $120,000! Gracias a cada familia que llamó esta hora: faltan $10,000 para la próxima meta."
				: "We just passed $120,000! Thank you to every family who called this hour. Ten thousand more and we reach the next mark.";
		await appendEntry(pool, campaign, { kind: "announced", giftId: null, script });
	}
}

function drives(now: number): { campaign: Campaign; donors: readonly Donor[] }[] {
	const page = {
		...USUAL_PAGE,
		onceAmounts: [2_500, 5_000, 10_000, 25_000],
		monthlyAmounts: [1_000, 2_000, 4_000],
		impact: [
			{
				amount: 2_500,
				text: { en: "buys a comfort kit for a first night in hospital", es: "compra un equipo para la primera noche" },
			},
			{ amount: 10_000, text: { en: "pays for a day of music therapy", es: "paga un día de musicoterapia" } },
			{
				amount: 25_000,
				text: { en: "keeps a family together for a weekend", es: "mantiene junta a una familia un fin de semana" },
			},
		],
		partners: ["Lakeview Credit Union", "Hartmann Motors", "Rosie's Diner", "Illinois Nurses Union"],
		embedOrigins: ["https://www.lakeview.example"],
	};
	const show = {
		evergreen: [
			{
				id: "why-monthly",
				title: "Why monthly",
				text: "Twenty dollars a month is a nurse at a bedside every week of the year.",
			},
			{
				id: "how",
				title: "How to give",
				text: "Call now, or text HOPE to 51555. Every gift stays with the children here.",
			},
		],
		runOfShow: [
			{
				id: "sponsor",
				kind: "sponsor" as const,
				from: now - HOUR,
				to: now + HOUR,
				title: "Lakeview Credit Union",
				say: "This hour is brought to you by Lakeview Credit Union.",
			},
		],
		lastYear: Array.from({ length: 48 }, (_, hour) => 180_000 + hour * 3_000),
		bigGift: 50_000,
	};
	const rules = [
		aRule("every", { kind: "every", step: 1_000_000 }),
		aRule("hour", { kind: "hour-target", target: 1_500_000 }),
	];
	const drive = (id: string, changes: Partial<Campaign>): Campaign =>
		aCampaign({
			id,
			slug: id,
			isDefault: false,
			opensAt: now - 12 * HOUR,
			closesAt: now + 20 * HOUR,
			goal: 25_000_000,
			languages: ["en", "es"],
			rules,
			page,
			show,
			...changes,
		});
	const busy = [
		...DONORS,
		...DONORS.map((donor, at) => ({ ...donor, amount: donor.amount * (at % 3 ? 12 : 30) })),
	].reverse();
	return [
		{ campaign: drive("hope", {}), donors: busy },
		{
			campaign: drive("esperanza", {
				name: "Radiomaratón Esperanza para los Niños",
				shortName: "Esperanza",
				hospital: "Hospital Infantil Lakeview",
				languages: ["es", "en"],
				look: { colour: "#1d6fb8" },
			}),
			donors: busy,
		},
		{ campaign: drive("first-minute", {}), donors: [] },
		{ campaign: drive("first-gift", {}), donors: [{ amount: 10_000 }, { amount: 1_000_000 }] },
		{ campaign: drive("opens-soon", { opensAt: now + 3 * DAY, closesAt: now + 5 * DAY }), donors: [] },
		{ campaign: drive("closed", { state: "closed", opensAt: now - 3 * DAY, closesAt: now - DAY }), donors: busy },
		{ campaign: drive("not-giving", { page: { ...page, isGiving: false } }), donors: DONORS },
		{
			campaign: drive("extreme", {
				name: "The Forty-Seventh Annual Greater Lakeshore Region Hope and Healing for Every Child Radiothon and Telethon Weekend 2026",
				shortName: "Greater Lakeshore Hope and Healing Week",
				hospital:
					"The Saint Bartholomew and Holy Trinity Regional Children's Hospital and Research Center of the Great Lakes",
				goal: 99_999_999_999,
				look: { colour: "#f7f06d" },
			}),
			donors: HOSTILE,
		},
	];
}

function refuse(): never {
	throw new Error("These campaigns have no channel credentials.");
}
