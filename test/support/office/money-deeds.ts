import type { PledgeEnd } from "../../../src/domain/gift/gift-fact.ts";
import type { Office } from "./house.ts";
import { aLine, type Line } from "./sheet.ts";

/** What the world does: gifts, promises, standing orders, and what becomes of them. Each is written on the sheet and told to the house. */
export const MONEY_DEEDS = {
	give,
	give2: give,
	giveInTwoNames,
	giveBack,
	promise,
	promise2: promise,
	payPledge,
	payPledge2: payPledge,
	endPledge,
	sayAgain,
	beginMonthly,
	changeMonthly,
	moveDrive,
};

function giverOf({ below, pick, random }: Office) {
	const station = random() < 0.4 ? null : (pick(["wkid", "wnbr"]) ?? null);
	const donor = random() < 0.75 ? `donor${below(8)}` : null;
	return { station, donor, giver: { ...(station && { stationId: station }), ...(donor && { donorKey: donor }) } };
}

function give(office: Office): void {
	const { sheet, tick, tell, below, random } = office;
	const [at, id] = [tick(), `${sheet.length}`];
	const { giver, ...told } = giverOf(office);
	const amount = 500 + below(9_000);
	const refs = { payment: `pi_${id}`, charge: `ch_${id}` };
	// Some name a drive that isn't there: staff will say where they belong.
	const isStray = random() < 0.15;
	sheet.push(
		aLine({
			id,
			names: Object.values(refs),
			at,
			...told,
			paid: [{ amount, gone: 0 }],
			...(isStray && { drive: null }),
		}),
	);
	const placement = isStray ? { campaign: "last-year" } : {};
	tell({ type: "received", amount, evidence: "payment_intent" }, at, { refs, giver, placement });
	if (random() < 0.5) tell({ type: "received", amount, evidence: "charge" }, at + 1, { refs, giver });
}

/** Its charge and its payment are each told alone; a later word says that they are one. */
function giveInTwoNames(office: Office): void {
	const { sheet, tick, tell, below, random } = office;
	const [at, id] = [tick(), `${sheet.length}`];
	const { giver, ...told } = giverOf(office);
	const amount = 500 + below(9_000);
	const refs = { payment: `pi_${id}`, charge: `ch_${id}` };
	const [first, second] = random() < 0.5 ? [{ giver }, {}] : [{}, { giver }];
	sheet.push(aLine({ id, names: Object.values(refs), at, ...told, paid: [{ amount, gone: 0 }] }));
	tell({ type: "received", amount, evidence: "payment_intent" }, at, { refs: { payment: refs.payment }, ...first });
	tell({ type: "received", amount, evidence: "charge" }, at + 1, { refs: { charge: refs.charge }, ...second });
	tell({ type: "described" }, at + 2, { refs });
}

/** A part of a payment, a dispute that is won or lost, a refund that fails. */
function giveBack({ sheet, tick, tell, below, pick, random }: Office): void {
	const line = pick(
		sheet.filter(({ names, paid }) => paid.some((one) => one.gone < one.amount) && !names[0]?.startsWith("off_")),
	);
	const at = line?.paid.findIndex((one) => one.gone < one.amount) ?? -1;
	const paid = line?.paid[at];
	if (line === undefined || paid === undefined) return;
	const charge = line.names.filter((name) => name.startsWith("ch_"))[at] ?? "";
	const [when, refs] = [tick(), { charge }];
	if (random() < 0.6) {
		const amount = random() < 0.3 ? paid.amount - paid.gone : 1 + below(paid.amount - paid.gone);
		const refund = { type: "refund-changed", refundId: `re_${charge}_${when}`, amount } as const;
		const hasFailed = random() < 0.2;
		tell({ ...refund, status: "pending" }, when, { refs });
		tell({ ...refund, status: hasFailed ? "failed" : "succeeded" }, when + 1, { refs });
		paid.gone += hasFailed ? 0 : amount;
	} else if (paid.gone === 0) {
		const dispute = { type: "dispute-changed", disputeId: `du_${charge}_${when}`, amount: paid.amount } as const;
		const stage = random() < 0.5 ? "won" : "lost";
		tell({ ...dispute, stage: "withdrawn" }, when, { refs });
		tell({ ...dispute, stage }, when + 1, { refs });
		paid.gone += stage === "lost" ? paid.amount : 0;
	}
}

function promise(office: Office): void {
	const { sheet, tick, tell, below, random } = office;
	const [at, id] = [tick(), `${sheet.length}`];
	const { giver, ...told } = giverOf(office);
	const promised = { amount: 1_000 + below(9_000), monthly: random() < 0.25 };
	sheet.push(aLine({ id, names: [`pl_${id}`], at, ...told, promised }));
	tell({ type: "pledged", promise: { ...promised } }, at, { pledge: `pl_${id}`, giver: { ...giver, source: "phone" } });
}

const pledges = (sheet: readonly Line[]) =>
	sheet.filter((one) => one.promised !== null && one.names[0]?.startsWith("pl_"));

function payPledge({ sheet, tick, tell, below, pick, random }: Office): void {
	const line = pick(pledges(sheet));
	if (line?.promised == null || line.monthly !== null || line.paid.length > 2) return;
	const at = tick();
	const isExact = random() < 0.5 && !line.promised.monthly;
	const amount = isExact ? line.promised.amount : 500 + below(9_000);
	const refs = { payment: `pi_${at}`, charge: `ch_${at}` };
	line.names.push(...Object.values(refs));
	line.paid.push({ amount, gone: 0 });
	tell({ type: "received", amount, evidence: "payment_intent" }, at, { refs, pledge: line.names[0] ?? "" });
}

function endPledge({ sheet, tick, tell, pick }: Office): void {
	const line = pick(pledges(sheet).filter(({ names }) => !names[0]?.startsWith("pl_i")));
	const how = pick<PledgeEnd>(["cancelled", "lapsed", "settled", "open"]);
	if (line === undefined || how === undefined) return;
	line.end = how;
	tell({ type: "pledge-ended", how }, tick(), { pledge: line.names[0] ?? "" });
}

function sayAgain({ sheet, tick, tell, below, pick }: Office): void {
	const line = pick(pledges(sheet));
	if (line?.promised == null) return;
	line.promised.amount = 1_000 + below(9_000);
	tell({ type: "pledged", promise: { ...line.promised } }, tick(), { pledge: line.names[0] ?? "" });
}

function beginMonthly(office: Office): void {
	const { sheet, tick, tell, below, pick, random } = office;
	const each = 1_000 + below(3_000);
	const recurring = { amount: each, interval: "month", intervalCount: 1 } as const;
	// Some of them promised it by phone.
	const promised = pick(
		pledges(sheet).filter((one) => one.promised?.monthly && one.paid.length === 0 && one.monthly === null),
	);
	const at = tick();
	const subscription = `sub_${at}`;
	const refs = { invoice: `in_${at}`, payment: `pi_${at}`, charge: `ch_${at}` };
	if (promised !== undefined && random() < 0.6) {
		promised.names.push(subscription, ...Object.values(refs));
		promised.paid.push({ amount: each, gone: 0 });
		promised.monthly = { told: [{ at, each }], renewed: 0 };
		const of = { subscription, pledge: promised.names[0] ?? "" };
		tell({ type: "monthly-promised", recurring }, at, of);
		tell({ type: "received", amount: each, evidence: "invoice" }, at + 1, { ...of, refs });
		return;
	}
	const { giver, ...told } = giverOf(office);
	const monthly = { told: [{ at, each }], renewed: 0 };
	const names = [subscription, ...Object.values(refs)];
	sheet.push(aLine({ id: `${sheet.length}`, names, at, ...told, paid: [{ amount: each, gone: 0 }], monthly }));
	tell({ type: "monthly-promised", recurring }, at, { subscription, giver });
	tell({ type: "received", amount: each, evidence: "invoice" }, at + 1, { subscription, refs, giver });
}

/** Another amount, a pause, an end of it, the next month's payment. */
function changeMonthly({ sheet, tick, tell, below, pick, random }: Office): void {
	const line = pick(sheet.filter((one) => one.monthly !== null));
	const subscription = line?.names.find((name) => name.startsWith("sub_"));
	if (line?.monthly == null || subscription === undefined) return;
	const at = tick();
	if (random() < 0.2) {
		const amount = 1_000 + below(3_000);
		line.monthly.renewed += amount;
		const next = { refs: { invoice: `in_${at}` }, renewal: true };
		tell({ type: "received", amount, evidence: "invoice" }, at, { subscription, ...next });
	} else if (line.monthly.told.at(-1)?.each === null || random() < 0.5) {
		const each = 1_000 + below(3_000);
		line.monthly.told.push({ at, each });
		tell({ type: "monthly-promised", recurring: { amount: each, interval: "month", intervalCount: 1 } }, at, {
			subscription,
		});
	} else {
		line.monthly.told.push({ at, each: null });
		tell({ type: "monthly-ended" }, at, { subscription });
	}
}

/** A later word names the other drive: Stripe's metadata came with the second event only. */
function moveDrive({ sheet, tick, tell, pick }: Office): void {
	const line = pick(
		sheet.filter(
			(one) =>
				one.drive === "a" && !one.isPlaced && (one.names[0]?.startsWith("pi_") || one.names[0]?.startsWith("sub_")),
		),
	);
	if (line === undefined) return;
	const [name = ""] = line.names;
	const of = name.startsWith("sub_") ? { subscription: name } : { refs: { payment: name } };
	line.drive = "b";
	tell({ type: "described" }, tick(), { ...of, placement: { campaign: "b" } });
}
